package io.selfheal.examples.spool;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts the files of a spool folder. */
final class SpoolProbe implements Probe {
    private final Path folder;

    SpoolProbe(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "spool";
    }

    @Override
    public List<Metric> sample() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return List.of(new Gauge("spool.files.count", files.count(), folder.toString()));
        }
    }
}
