package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.Evidence;
import io.selfheal.Snapshot;
import io.selfheal.Ticker;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    @TempDir
    Path root;

    private long nanos;

    @Test
    void theDumpHasEveryThreadWithTheOwnerOfWhatItWaitsForAndTheDeadlocksFirst() throws Exception {
        try (Stalemate stalemate = Stalemate.ofLocks(true, 3)) {
            String dump = collect(new ThreadDump(Deadlocks.ofThisJvm()), "jvm.threads.deadlocked.count");

            assertThat(dump).startsWith("DEADLOCK: ").contains("\"bystander-2\" #");
            assertThat(dump)
                    .containsPattern(
                            "\"member-1\" #\\d+ WAITING\n  waits for java.util.concurrent.locks[^\n]*, owned by \"member-0\"");
            assertThat(dump).contains("at io.selfheal.jvm.Stalemate");
            assertThat(stalemate.members).allMatch(Thread::isAlive);
        }
    }

    @Test
    void theDumpTellsOfACycleThatMayEndByItself() throws Exception {
        Wait one = new Wait(1, "one", "left", 2, true, true);
        Wait other = new Wait(2, "other", "right", 1, true, false);

        String dump = collect(new ThreadDump(() -> List.of(List.of(one, other))), "jvm.threads.deadlocked.count");

        assertThat(dump)
                .startsWith(
                        "DEADLOCK until one of them gives up: one waits for a limited time for left, other waits for");
    }

    @Test
    void aThreadsHostileNameEndsNoLine() throws Exception {
        assertThat(Text.line("a\nb\u0085c\u2028d\u001b[31me\u202ef")).isEqualTo("a?b?c?d?[31me?f");
        assertThat(Text.line("x".repeat(1000))).hasSize(200);
    }

    @Test
    void newerJdksDumpVirtualThreadsTooAsJson() throws Exception {
        Scratch scratch = new Scratch(root, folder -> new Scratch.Room("ext4", 1L << 30), InstantSource.system());
        Optional<Evidence> json = ThreadDumpJson.ofThisJvm(scratch);
        assumeTrue(json.isPresent(), "before JDK 21");

        assertThat(collect(json.orElseThrow(), "jvm.threads.count"))
                .startsWith("{")
                .contains("\"threadDump\"", "main");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void theHistogramNamesWhatGrew() throws Exception {
        Deque<String> printed = new ArrayDeque<>(List.of("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:          1000        2097152  [B (java.base@17)
                   2:            10        1048576  orders.Session
                Total          1010        3145728
                """, """
                   1:          9000        9437184  orders.Session
                   2:          1000        2097152  [B (java.base@17)
                """));
        long[] paused = {0};
        ClassHistogram histogram = new ClassHistogram(
                printed::removeFirst, () -> 1, 10, () -> nanos, time -> paused[0] += time.toMillis());

        String text = collect(histogram, "jvm.heap.live.ratio");

        assertThat(text.lines().toList().get(1)).matches(" *\\+8 MiB +\\+8990 instances  orders.Session");
        assertThat(text.substring(text.indexOf("WHAT THERE IS"))).contains("9 MiB", "2 MiB");
        assertThat(text.substring(0, text.indexOf("WHAT THERE IS"))).doesNotContain("[B");
        assertThat(paused[0]).isEqualTo(300);

        nanos += 600_000_000_000L;
        printed.add("   1:  9000  9437184  orders.Session\n");
        assertThat(collect(histogram, "jvm.gc.debt.seconds")).contains("WHAT GREW");
        assertThat(paused[0]).as("the earlier one is there").isEqualTo(300);
    }

    @Test
    void oneIncidentAfterTheOtherStopsTheThreadsOnceInTenMinutes() throws Exception {
        int[] taken = {0};
        ClassHistogram histogram = counting(taken, () -> 100);
        assertThat(collect(histogram, "jvm.heap.live.ratio")).contains("WHAT GREW", "WHAT THERE IS");
        assertThat(taken[0]).as("the first one has something to compare with").isEqualTo(2);

        nanos += 90_000_000_000L;
        assertThat(collect(histogram, "jvm.heap.live.ratio"))
                .startsWith("not taken anew, since every thread stands still meanwhile")
                .contains("this is of 90 s ago", "WHAT THERE WAS", "9000 instances  orders.Session")
                .doesNotContain("WHAT GREW");
        nanos += 509_000_000_000L;
        collect(histogram, "jvm.gc.debt.seconds");
        assertThat(taken[0]).isEqualTo(2);

        nanos += 1_000_000_000L;
        assertThat(collect(histogram, "jvm.heap.live.ratio")).contains("WHAT GREW");
        assertThat(taken[0]).isEqualTo(3);
    }

    @Test
    void whatHasLeakedSinceAnotherIncidentIsTold() throws Exception {
        int[] taken = {0};
        long[] used = {100};
        ClassHistogram histogram = counting(taken, () -> used[0]);
        collect(histogram, "jvm.gc.debt.seconds");
        nanos += 60_000_000_000L;
        used[0] = 120;

        assertThat(collect(histogram, "jvm.heap.live.ratio")).contains("WHAT GREW", "+977 KiB", "orders.Session");

        used[0] = 125;
        assertThat(collect(histogram, "jvm.heap.live.ratio")).contains("not taken anew");
        assertThat(taken[0]).isEqualTo(3);
    }

    /** Each takes a million bytes more than the one before. */
    private ClassHistogram counting(int[] taken, LongSupplier used) {
        return new ClassHistogram(
                () -> "   1:  9000  " + ++taken[0] + "000000  orders.Session\n", used, 1000, () -> nanos, time -> {});
    }

    @Test
    void theHistogramIsNotTakenOfALargeHeapOrForOtherTroubles() throws Exception {
        ClassHistogram large = new ClassHistogram(
                () -> {
                    throw new AssertionError("taken");
                },
                () -> 11,
                10,
                () -> nanos,
                time -> {});

        assertThatThrownBy(() -> collect(large, "jvm.heap.live.ratio")).hasMessageContaining("would stall the process");
        assertThat(collect(large, "jvm.threads.count")).contains("not taken: the incident is not about memory");
    }

    @Test
    void thisJvmsHistogramSeesARealLeak() throws Exception {
        Leak[] leak = new Leak[10_000];
        ClassHistogram histogram = new ClassHistogram(ClassHistogram::print, () -> 1, 10, () -> nanos, time -> {
            for (int i = 0; i < leak.length; i++) {
                leak[i] = new Leak();
            }
        });

        String text = collect(histogram, "jvm.heap.live.ratio");

        assertThat(text.substring(0, text.indexOf("WHAT THERE IS")))
                .containsPattern("\\+10000 instances  io.selfheal.jvm.EvidenceTest\\$Leak");
        Reference.reachabilityFence(leak);
    }

    @Test
    void theSummaryNamesEveryCollectorAndPool() throws Exception {
        String text = collect(new GcSummary(Pool.all(), Collector.all()), "jvm.gc.debt.seconds");
        assertThat(Collector.all()).allSatisfy(collector -> assertThat(text).contains(collector.name()));
        assertThat(Pool.all()).allSatisfy(pool -> assertThat(text).contains(pool.name()));
    }

    @Test
    void theTopThreadsComeWithTheirStacks() throws Exception {
        String text = collect(
                new TopThreads(CpuTimes.ofThisJvm(), Ticker.system(), time -> burn()), "jvm.threads.spinning.count");
        assertThat(text).contains(" of a core: \"").contains("    at io.selfheal.jvm.TopThreads.collect");
    }

    /** Uses 50 ms of CPU time, whatever the machine's clock says. */
    private static void burn() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - start < 50_000_000L) {
            Thread.onSpinWait();
        }
    }

    private static String collect(Evidence evidence, String metric) throws Exception {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        evidence.collect(Attempted.about(metric), Snapshot.of(Instant.EPOCH, 0, "orders"), to);
        return to.toString(StandardCharsets.UTF_8);
    }

    private static final class Leak {}
}
