package io.selfheal.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** A recorded series: the lines of a CSV file with the columns {@code timestamp,value}, times in UTC. */
final class Points {
    private final List<String> lines;
    private final long[] millis;
    private final double[] values;

    private Points(List<String> lines) {
        this.lines = lines;
        this.millis = new long[lines.size()];
        this.values = new double[lines.size()];
    }

    /**
     * Reads a file.
     *
     * @param file the file; its first line names the columns
     * @return its points, in their order
     * @throws IllegalArgumentException if a line is not {@code timestamp,value}, naming it
     */
    static Points read(Path file) throws IOException {
        List<String> all = Files.readAllLines(file).stream().map(String::strip).toList();
        Points points =
                new Points(all.stream().skip(1).filter(line -> !line.isEmpty()).toList());
        for (int i = 0; i < points.size(); i++) {
            points.parse(file, i);
        }
        return points;
    }

    private void parse(Path file, int i) {
        String line = lines.get(i);
        String[] fields = line.split(",", -1);
        try {
            millis[i] = LocalDateTime.parse(fields[0].strip().replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            values[i] = fields[1].isBlank() ? Double.NaN : Double.parseDouble(fields[1].strip());
        } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    file + ": \"" + line + "\" is not timestamp,value such as 2024-05-01 13:00:00,42.5", e);
        }
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
}
