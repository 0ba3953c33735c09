package io.selfheal.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds a process by the number in a file. */
final class ByPidFile implements Whereabouts {
    /** A number, and what else some write behind it. */
    private static final int MOST_BYTES = 64;
    /** A daemon writes its file after its start; the rest is for clocks that were set in between. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Path file;

    ByPidFile(Path file) {
        this.file = file;
    }

    @Override
    public String missing() throws IOException {
        String text;
        Instant written;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).strip();
            written = Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return file + " is not there";
        }
        String number = text.split("\\s", 2)[0];
        if (!number.matches("[1-9]\\d{0,17}")) {
            return file + " holds no process number";
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(number)).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return "process " + number + " has ended";
        }
        boolean another = process.flatMap(it -> it.info().startInstant())
                .filter(start -> start.isAfter(written.plus(SLACK)))
                .isPresent();
        return another ? "process " + number + " is another one, younger than " + file : "";
    }
}
