package io.selfheal.benchmarks;

import com.sun.management.ThreadMXBean;
import io.selfheal.detect.FalseAlarms;
import io.selfheal.detect.Surprise;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code detect --data DIR --out DIR}: scores every {@code CATEGORY/FILE.csv} ({@code timestamp,value}) below a folder and
 * writes the same path with {@code timestamp,value,anomaly_score}, through the class that the loop uses. Files know nothing
 * of each other, so their order does not matter.
 */
final class DetectCommand {
    private static final String USAGE = "usage: detect --data DIR --out DIR";
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration MEASURED = Duration.ofSeconds(1);

    private DetectCommand() {}

    static void run(List<String> arguments, PrintStream out) throws IOException {
        Path data = folder(arguments, "--data");
        Path results = folder(arguments, "--out");
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException(data + " is no folder: --data names one with CATEGORY/FILE.csv in it");
        }
        List<Path> files = files(data);
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    data + " holds no CATEGORY/FILE.csv: --data names the folder above them");
        }
        List<Points> all = new ArrayList<>();
        for (Path file : files) {
            Points series = Points.read(file);
            all.add(series);
            series.write(results.resolve(data.relativize(file).toString()), scores(series));
        }
        out.printf(
                Locale.ROOT, "points: %d%n", all.stream().mapToInt(Points::size).sum());
        out.printf(Locale.ROOT, "ns per point: %.1f%n", nanosPerPoint(all));
        out.printf(Locale.ROOT, "retained bytes per series: %d%n", retained());
        out.printf(Locale.ROOT, "default threshold: %s%n", FalseAlarms.USUAL.limit());
    }

    private static double[] scores(Points series) {
        Surprise surprise = new Surprise();
        double[] scores = new double[series.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = surprise.score(series.millis(i), series.value(i));
        }
        return scores;
    }

    /** The time of passes over all series once the JVM has compiled what it runs: the first seconds say nothing of a day. */
    private static double nanosPerPoint(List<Points> all) {
        long warm = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < warm) {
            all.forEach(DetectCommand::scores);
        }
        long points = 0;
        long begun = System.nanoTime();
        while (System.nanoTime() < begun + MEASURED.toNanos()) {
            for (Points series : all) {
                points += scores(series).length;
            }
        }
        return points == 0 ? 0 : (double) (System.nanoTime() - begun) / points;
    }

    /** A series allocates when it is made and never after, so what making one allocates is what one retains. */
    private static long retained() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Surprise[] kept = new Surprise[1_000];
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new Surprise();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / kept.length;
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data, 8)) {
            return all.filter(file -> data.relativize(file).getNameCount() >= 2)
                    .filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at < 0 || at + 1 >= arguments.size()) {
            throw new IllegalArgumentException(option + " is missing; " + USAGE);
        }
        return Path.of(arguments.get(at + 1));
    }
}
