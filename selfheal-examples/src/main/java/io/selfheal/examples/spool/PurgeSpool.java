package io.selfheal.examples.spool;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Deletes the oldest files of a spool folder, links and folders left alone, and keeps the newest few. */
final class PurgeSpool implements RecoveryAction {
    private final Path folder;
    private final int keep;

    PurgeSpool(Path folder, int keep) {
        this.folder = folder;
        this.keep = keep;
    }

    @Override
    public String id() {
        return "purge-spool";
    }

    @Override
    public Risk risk() {
        return Risk.LOW;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void recover(Recovery recovery) throws IOException {
        List<Path> oldestFirst = files();
        int purged = 0;
        for (Path file : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - keep))) {
            if (recovery.cancelled()) {
                break;
            }
            purged += Files.deleteIfExists(file) ? 1 : 0;
        }
        recovery.report("purged " + purged + " of " + oldestFirst.size() + " files");
    }

    /** Spool files are numbered, so their names sort by age. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
