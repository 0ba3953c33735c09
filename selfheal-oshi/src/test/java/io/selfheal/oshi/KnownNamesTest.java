package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.diagnose.Knowledge;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built-in knowledge calls by name, and no other module nor the core reports, is what this module reports. */
class KnownNamesTest {
    private static final Set<String> OF_THE_JVM = Set.of("jvm", "pool", "executor");

    /** {@code KnowledgeFileTest} of the core holds these. */
    private static final Set<String> OF_THE_CORE =
            Set.of("*", "*.response.seconds", "downstream.*.failed.ratio", "downstream.*.slow.ratio");

    /** The five that docs/decisions.md asks a host to report, also with a name before them, or as one of several caches. */
    private static final Set<String> OF_HOSTS = Set.of(
            "cache.used.ratio",
            "cache.*.used.ratio",
            "heap.live.ratio",
            "requests.rate",
            "*.requests.rate",
            "requests.failed.ratio",
            "*.requests.failed.ratio",
            "requests.latency.seconds",
            "*.requests.latency.seconds");

    @TempDir
    Path data;

    @Test
    void everyMetricThatTheKnowledgeNamesAndNobodyElseReportsIsReported() throws Exception {
        Set<String> reported = new TreeSet<>();
        Machine machine = Machine.dockerV2(data.resolve("machine"));
        for (Path root : List.of(Path.of("/"), machine.root)) {
            try (Installed installed = Installed.by(new OshiPlugin(root, machine::nanos))) {
                note(installed, reported);
                machine.pass(10_000); // shares of CPU time are told from the second sample on
                machine.cpuV2("sys/fs/cgroup", "50000 100000", 9_000_000);
                note(installed, reported);
            }
        }
        DiskProbe.of("data", data).sample().stream().map(Metric::name).forEach(reported::add);
        Set<String> known = Knowledge.jvm().signs().stream()
                .flatMap(sign -> sign.metrics().stream())
                .filter(name -> !OF_THE_JVM.contains(name.split("\\.")[0]))
                .filter(name -> !OF_THE_CORE.contains(name) && !OF_HOSTS.contains(name))
                .collect(Collectors.toSet());

        assertThat(known)
                .hasSizeGreaterThan(4)
                .allSatisfy(pattern -> assertThat(reported).as(pattern).anyMatch(name -> fits(pattern, name)));
    }

    private static void note(Installed installed, Set<String> names) throws Exception {
        for (Probe probe : installed.probes) {
            probe.sample().stream().map(Metric::name).forEach(names::add);
        }
    }

    private static boolean fits(String pattern, String name) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(name)
                : name.length() >= pattern.length()
                        && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + 1));
    }
}
