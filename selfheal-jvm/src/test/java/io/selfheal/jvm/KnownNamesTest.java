package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.RecoveryAction;
import io.selfheal.diagnose.Knowledge;
import io.selfheal.downstream.OpenBreaker;
import io.selfheal.downstream.ResetClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the built-in knowledge calls by name is what this module reports and registers; the names of the other modules are held
 * by tests of theirs.
 */
class KnownNamesTest {
    private static final double MIB = 1 << 20;

    /** A host's own actions, which it calls so by convention; docs/decisions.md lists them. */
    private static final Set<String> OF_HOSTS =
            Set.of("clear-cache", "restart", "roll-back", "close-idle-files", "purge-temp-files", "nothing");

    @TempDir
    Path root;

    private long nanos = 1_000_000_000L;

    @Test
    void everyMetricThatTheKnowledgeNamesOfTheJvmIsReported() throws Exception {
        Set<String> reported = reported();

        assertThat(known())
                .hasSizeGreaterThan(20)
                .allSatisfy(pattern -> assertThat(reported).as(pattern).anyMatch(name -> fits(pattern, name)));
    }

    @Test
    void aNameThatNobodyReportsWouldBeFound() throws Exception {
        assertThat(reported())
                .noneMatch(name -> fits("jvm.heap.alive.ratio", name))
                .noneMatch(name -> fits("pool.*.waiting.ratio", name));
    }

    @Test
    void everyActionThatTheKnowledgeNamesIsARemedyOrAHosts() {
        Set<String> remedies = Stream.concat(registered(), kinds()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>(Knowledge.jvm().restarts());
        Knowledge.jvm().causes().forEach(cause -> named.addAll(cause.cures().keySet()));
        named.removeAll(OF_HOSTS);

        assertThat(named).hasSizeGreaterThan(8).isSubsetOf(remedies);
    }

    private static Set<String> known() {
        return Knowledge.jvm().signs().stream()
                .flatMap(sign -> sign.metrics().stream())
                .filter(name -> name.startsWith("jvm.") || name.startsWith("pool.") || name.startsWith("executor."))
                .collect(Collectors.toSet());
    }

    private static boolean fits(String pattern, String name) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(name)
                : name.length() >= pattern.length()
                        && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + 1));
    }

    private Set<String> reported() throws Exception {
        Set<String> names = new TreeSet<>();
        for (String folder : new String[] {"/", Machine.dockerV2(root).root.toString()}) {
            try (Installed installed = Installed.by(new JvmPlugin(Path.of(folder), () -> nanos))) {
                for (int turn = 0; turn < 2; turn++) { // rates are told from the second sample on
                    for (Probe probe : installed.probes) {
                        note(probe, names);
                    }
                    nanos += Duration.ofSeconds(10).toNanos();
                }
            }
        }
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        try {
            note(ExecutorProbe.of("web", executor), names);
        } finally {
            executor.shutdownNow();
        }
        note(PoolProbe.of("orders", new OneLent()), names);
        note(new Tasks().probe(), names);
        note(Tasks.named("exports").probe(), names);
        note(DiskProbe.of("data", root), names);
        note(CachesProbe.of(List.of()), names);
        note(growing(), names);
        return names;
    }

    private static void note(Probe probe, Set<String> names) throws Exception {
        probe.sample().stream().map(Metric::name).forEach(names::add);
    }

    /** A process of which the heap and what is native have grown for ten minutes. */
    private GrowthProbe growing() throws Exception {
        double[] minute = {0};
        GrowthProbe probe = new GrowthProbe(
                () -> new Footprint(
                        900 * MIB + minute[0] * 20 * MIB,
                        900 * MIB + minute[0] * 20 * MIB,
                        100 * MIB + minute[0] * 10 * MIB,
                        600 * MIB,
                        600 * MIB,
                        0,
                        50 * MIB,
                        0),
                () -> nanos);
        for (; minute[0] < 10; minute[0]++) {
            nanos += Duration.ofMinutes(1).toNanos();
            probe.sample();
        }
        return probe;
    }

    /** Those that are called the same in every service. */
    private static Stream<String> registered() {
        LoadGate gate = new LoadGate();
        return Stream.of(
                        new BreakDeadlock(),
                        new TrimCaches(new ArrayList<>()),
                        new ShedLoad(gate, 0.5, 8),
                        new Drain(gate, Duration.ofSeconds(10)),
                        GracefulRestart.withCode(3).supervisedBy("a test"))
                .map(RecoveryAction::id);
    }

    /** Those that hosts call after their kind, with something behind it if they like. */
    private static Stream<String> kinds() {
        return Stream.of(
                        CancelStuck.class,
                        DeleteOldFiles.class,
                        GrowPool.class,
                        OpenBreaker.class,
                        ReclaimLeases.class,
                        RecyclePool.class,
                        ResetClient.class)
                .map(kind ->
                        kind.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
    }

    private static final class OneLent implements LeasedPool {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public int inUse() {
            return 1;
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public Optional<Duration> oldest() {
            return Optional.of(Duration.ofSeconds(1));
        }
    }
}
