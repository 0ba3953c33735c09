package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorLimitTest {
    @TempDir
    Path folder;

    @Test
    void withNoDescriptorLeftCpuMemoryDiskAndDescriptorsAreStillSeen() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash to set a limit with");
        assumeTrue(Files.exists(Path.of("/proc/meminfo")), "the probes hold files open on Linux only");

        String printed =
                ChildJvm.run(Samples.Exhausted.class, System.getProperty("java.class.path"), "ulimit -n 256; ", folder);

        assertThat(printed)
                .contains("during0 oshi.memory memory.used.ratio")
                .contains("during2 oshi.memory memory.used.ratio")
                .contains("during2 oshi.cpu cpu.used.ratio")
                .contains("during2 oshi.disk disk.used.ratio")
                .contains("during2 oshi.process process.cpu.used.ratio")
                .containsPattern("during2 oshi.files process.files.used.ratio (1\\.0|0\\.99\\d*) process, limit 256")
                .contains("during2 oshi.filescounted process.files.used.ratio 1.0 process, limit 256; none is left")
                .contains("after1 oshi.memory memory.used.ratio")
                .contains("after1 oshi.resident process.memory.rss.bytes")
                .doesNotContain("before oshi.files process.files.used.ratio 1.0")
                .doesNotContainPattern("memory.used.ratio (1.0|0.0) ");
    }

    @Test
    void onLinuxNothingNativeIsNeeded() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
        assumeTrue(Files.exists(Path.of("/proc/meminfo")), "JNA is used elsewhere");
        String separator = System.getProperty("path.separator");
        String withoutJna = Arrays.stream(System.getProperty("java.class.path").split(separator, -1))
                .filter(jar -> !jar.contains("jna"))
                .collect(Collectors.joining(separator));

        String printed = ChildJvm.run(Samples.Plain.class, withoutJna, "", folder);

        assertThat(printed)
                .contains("2 oshi.cpu cpu.used.ratio")
                .contains("2 oshi.resident process.memory.rss.bytes")
                .doesNotContain("failed")
                .doesNotContain("WARNING");
    }
}
