package io.selfheal.journal;

import io.selfheal.HealingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads a journal that somebody else may be writing and rotating. */
final class Reader {
    /** A rotation takes an instant and comes once in many thousand events. */
    private static final int TRIES = 5;

    private final Path file;
    private final Consumer<HealingEvent> past;
    private final Generations generations;

    Reader(Path file, Consumer<HealingEvent> past) {
        this.file = file;
        this.past = past;
        this.generations = new Generations(new LocalDisk(false), file, Generations.MOST);
    }

    FileJournal.Unread read() throws IOException {
        Scan scan = new Scan(new Codec(), past);
        List<InputStream> open = open();
        try {
            for (InputStream old : open.subList(0, open.size() - 1)) {
                scan.old(old);
            }
            scan.newest(open.get(open.size() - 1));
            return new FileJournal.Unread(scan.damaged(), scan.unknown());
        } finally {
            close(open);
        }
    }

    /** Every file, the oldest first, opened while none was rotated: from then on their names do not matter. */
    private List<InputStream> open() throws IOException {
        for (int tries = 1; ; tries++) {
            List<Object> before = files();
            List<InputStream> open = new ArrayList<>();
            try {
                for (Path old : generations.old()) {
                    open.add(Files.newInputStream(old));
                }
                open.add(Files.newInputStream(file));
                if (files().equals(before) || tries == TRIES) {
                    return open;
                }
                close(open);
            } catch (NoSuchFileException rotated) {
                close(open);
                if (tries == TRIES || before.isEmpty()) {
                    throw rotated;
                }
            }
        }
    }

    private static void close(List<InputStream> open) throws IOException {
        for (InputStream file : open) {
            file.close();
        }
    }

    /** Which files there are, known again under another name. */
    private List<Object> files() throws IOException {
        List<Object> keys = new ArrayList<>();
        for (Path old : generations.old()) {
            keys.add(key(old));
        }
        if (Files.exists(file)) {
            keys.add(key(file));
        }
        return keys;
    }

    private static Object key(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return Objects.requireNonNullElse(key, path);
        } catch (IOException gone) {
            return path + " is gone";
        }
    }
}
