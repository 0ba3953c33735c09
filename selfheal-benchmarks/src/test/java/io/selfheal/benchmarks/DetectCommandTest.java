package io.selfheal.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyPointGetsAScoreAndTheFiguresAreTold() throws IOException {
        Path data = folder.resolve("data");
        write(data.resolve("web/rate.csv"), 1);
        write(data.resolve("db/pool.csv"), 2);
        Files.writeString(data.resolve("LICENSE.txt"), "not a series");
        String told = detect(data, folder.resolve("out"));
        assertThat(told)
                .contains("points: 600", "ns per point: ", "retained bytes per series: ", "default threshold: 8.0");
        List<String> lines = Files.readAllLines(folder.resolve("out/web/rate.csv"));
        assertThat(lines).hasSize(301).first().isEqualTo("timestamp,value,anomaly_score");
        assertThat(lines.get(300)).matches("2024-01-02 00:55:00,[-.0-9]+,[.0-9E-]+");
    }

    @Test
    void whatAFileGetsDoesNotDependOnTheOthers() throws IOException {
        Path both = folder.resolve("both");
        write(both.resolve("a/one.csv"), 1);
        write(both.resolve("b/two.csv"), 2);
        Path swapped = folder.resolve("swapped");
        write(swapped.resolve("a/two.csv"), 2);
        write(swapped.resolve("b/one.csv"), 1);
        detect(both, folder.resolve("first"));
        detect(swapped, folder.resolve("second"));
        assertThat(folder.resolve("first/a/one.csv")).hasSameTextualContentAs(folder.resolve("second/b/one.csv"));
        assertThat(folder.resolve("first/b/two.csv")).hasSameTextualContentAs(folder.resolve("second/a/two.csv"));
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("web"));
        Files.writeString(data.resolve("web/rate.csv"), "timestamp,value\n\nyesterday,3\n");
        assertThatThrownBy(() -> detect(data, folder.resolve("out")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate.csv, line 3: \"yesterday,3\"");
        assertThatThrownBy(() -> detect(folder.resolve("none"), folder)).hasMessageContaining("is no folder");
        assertThatThrownBy(() -> DetectCommand.run(List.of("--data"), System.out))
                .hasMessageContaining("--data is missing");
    }

    private static String detect(Path data, Path out) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        DetectCommand.run(
                List.of("--data", data.toString(), "--out", out.toString()),
                new PrintStream(told, true, StandardCharsets.UTF_8));
        return told.toString(StandardCharsets.UTF_8);
    }

    private static void write(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder("timestamp,value\n");
        LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (int i = 0; i < 300; i++) {
            lines.append(time.plusMinutes(5L * i).toString().replace('T', ' '))
                    .append(":00,")
                    .append(Math.round(1_000 * random.nextGaussian()) / 1e3)
                    .append('\n');
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines);
    }
}
