package io.selfheal.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;

/** A recorded series: lines of CSV with the columns {@code timestamp,value}, times in UTC unless they say otherwise. */
final class Points {
    private final List<String> lines;
    private final long[] millis;
    private final double[] values;

    private Points(List<Point> points) {
        this.lines = points.stream().map(Point::line).toList();
        this.millis = points.stream().mapToLong(Point::millis).toArray();
        this.values = points.stream().mapToDouble(Point::value).toArray();
    }

    /**
     * Reads a file.
     *
     * @param file the file; its first line may name the columns
     * @return its points, in their order; one without a value is NaN
     * @throws IllegalArgumentException if a line is not {@code timestamp,value}, naming it
     */
    static Points read(Path file) throws IOException {
        List<Point> points = new ArrayList<>();
        List<String> all = Files.readAllLines(file);
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i).strip();
            if (!line.isEmpty() && !(i == 0 && isHeading(line))) {
                points.add(Point.of(line, file + ", line " + (i + 1)));
            }
        }
        return new Points(points);
    }

    private static boolean isHeading(String line) {
        return !line.isEmpty() && !Character.isDigit(line.charAt(0));
    }

    int size() {
        return millis.length;
    }

    long millis(int i) {
        return millis[i];
    }

    double value(int i) {
        return values[i];
    }

    /** A point as it stands in the file. */
    String line(int i) {
        return lines.get(i);
    }

    /** Writes the points with a score each; folders are made. */
    void write(Path file, double[] scores) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (BufferedWriter to = Files.newBufferedWriter(file)) {
            to.write("timestamp,value,anomaly_score\n");
            for (int i = 0; i < scores.length; i++) {
                to.write(lines.get(i) + "," + scores[i] + "\n");
            }
        }
    }

    private record Point(String line, long millis, double value) {
        static Point of(String line, String place) {
            String[] fields = line.split(",", -1);
            try {
                double value = fields[1].isBlank() ? Double.NaN : Double.parseDouble(fields[1].strip());
                return new Point(line, millis(fields[0].strip().replace(' ', 'T')), value);
            } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        place + ": \"" + line + "\" is not timestamp,value such as 2024-05-01 13:00:00,42.5", e);
            }
        }

        private static long millis(String time) {
            TemporalAccessor found =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime known =
                    found instanceof LocalDateTime local ? local.atOffset(ZoneOffset.UTC) : OffsetDateTime.from(found);
            return known.toInstant().toEpochMilli();
        }
    }
}
