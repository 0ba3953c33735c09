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
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {
    @TempDir
    Path folder;

    @Test
    void aRecordedLeakIsForecastEveryTenMinutes() throws IOException {
        Path file = leak();
        List<String> lines =
                run("--data", file.toString(), "--capacity", "100").lines().toList();
        assertThat(lines.get(0)).isEqualTo("timestamp,value,hours_low,hours_mid,hours_high");
        assertThat(lines).as("two days of ten minutes").hasSize(1 + 2 * 144);
        assertThat(lines.get(1)).isEqualTo("2024-05-01T00:00,20.000,,,");
        String[] last = lines.get(lines.size() - 1).split(",", -1);
        double left = (100 - Double.parseDouble(last[1])) / 1;
        assertThat(Double.parseDouble(last[3])).as("of %s hours", left).isBetween(0.8 * left, 1.2 * left);
        assertThat(Double.parseDouble(last[2])).isLessThanOrEqualTo(Double.parseDouble(last[3]));
        assertThat(Double.parseDouble(last[4])).isGreaterThanOrEqualTo(Double.parseDouble(last[3]));
    }

    @Test
    void timesMayNameTheirZoneAndAHeadingMayBeMissing() throws IOException {
        Path file = folder.resolve("zoned.csv");
        Files.writeString(file, "2024-05-01T02:00:00+02:00,1\n2024-05-01T00:10:00Z,\n");
        assertThat(run("--data", file.toString(), "--capacity", "100").lines())
                .containsExactly(
                        "timestamp,value,hours_low,hours_mid,hours_high",
                        "2024-05-01T02:00:00+02:00,1,,,",
                        "2024-05-01T00:10:00Z,,,,");
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, "timestamp,value\n2024-05-01 00:00:00,1\n2024-05-01 00:01:00,many\n");
        assertThatThrownBy(() -> run("--data", file.toString(), "--capacity", "100"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.csv, line 3: \"2024-05-01 00:01:00,many\" is not timestamp,value such as");
        assertThatThrownBy(() -> run("--data", file.toString())).hasMessageContaining("--data goes with --capacity");
        assertThatThrownBy(() -> run("--capacity", "much", "--data", file.toString()))
                .hasMessageContaining("--capacity much is no finite number");
        assertThatThrownBy(() -> run("--speed", "3")).hasMessageContaining("\"--speed\" is no option");
        assertThatThrownBy(() -> run("--step", "99")).hasMessageContaining("give 0.1 to 10 minutes");
    }

    /** One of a hundred an hour, from 20 on, for two days. */
    private Path leak() throws IOException {
        StringBuilder lines = new StringBuilder("timestamp,value\n");
        LocalDateTime time = LocalDateTime.of(2024, 5, 1, 0, 0);
        for (int minute = 0; minute < 2 * 1_440; minute++) {
            lines.append(time.plusMinutes(minute)).append(String.format(Locale.ROOT, ",%.3f%n", 20 + minute / 60.0));
        }
        Path file = folder.resolve("leak.csv");
        Files.writeString(file, lines);
        return file;
    }

    private static String run(String... arguments) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ForecastCommand.run(List.of(arguments), new PrintStream(told, true, StandardCharsets.UTF_8));
        return told.toString(StandardCharsets.UTF_8);
    }
}
