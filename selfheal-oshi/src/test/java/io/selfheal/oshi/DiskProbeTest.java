package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskProbeTest {
    @TempDir
    Path folder;

    @Test
    void aLabelledDiskHasMetricsOfItsOwn() throws Exception {
        List<Gauge> seen = sample(DiskProbe.of("data", folder));

        assertThat(seen).extracting(Metric::name).containsExactly("disk.data.used.ratio", "disk.data.free.bytes");
        assertThat(seen.get(0).value()).isBetween(0.0, 1.0);
        assertThat(seen.get(1).value()).isPositive();
        assertThat(seen).extracting(Gauge::detail).allMatch(detail -> detail.startsWith("filesystem of " + folder));
    }

    @Test
    void theWorkingDirectorysNeedsNoLabel() throws Exception {
        assertThat(sample(DiskProbe.ofWorkingDirectory()))
                .extracting(Metric::name)
                .containsExactly("disk.used.ratio", "disk.free.bytes");
    }

    @Test
    void aFolderThatIsNotThereFailsUntilItIs() throws Exception {
        Path later = folder.resolve("later");
        DiskProbe probe = DiskProbe.of("later", later);

        assertThatThrownBy(probe::sample).isInstanceOf(IOException.class).hasMessageContaining("later");

        Files.createDirectory(later);
        assertThat(sample(probe)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Data", "a.b", "a b", "a\nb", "-a", "ä"})
    void aLabelThatDoesNotFitIsRefusedWithTheFix(String label) {
        assertThatThrownBy(() -> DiskProbe.of(label, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as \"data\"");
    }

    private static List<Gauge> sample(DiskProbe probe) throws IOException {
        return probe.sample().stream().map(Gauge.class::cast).toList();
    }
}
