package io.selfheal.jvm;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Incident;
import io.selfheal.SelfHealing;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A service whose cache grows until the heap is full, while requests go on. It ends with 0 when it has been healed: an
 * incident is closed in which the cache was trimmed.
 *
 * <p>The leak goes by the healer's turns and not by the clock: on a machine that is so busy that the healer hardly turns, the
 * heap fills up no faster than it can be seen.
 */
final class FullHeap {
    private static final int ENTRY = 16 << 10;
    /** G1 of JDK 17 tells at 93 to 96 % of the heap what lives, and at twice the rate too late in about one process of eight. */
    private static final int ENTRIES_A_TURN = g1() ? 32 : 64;

    private static final long TURNS = 600;
    private static final long LONGEST_SECONDS = 180;
    private static final Deque<byte[]> CACHE = new ConcurrentLinkedDeque<>();
    private static volatile boolean leaking = true;
    private static long kept;
    private static long lookedAt;
    private static volatile Object garbage = "";

    private FullHeap() {}

    private static boolean g1() {
        return Collector.all().stream().anyMatch(collector -> collector.name().startsWith("G1"));
    }

    public static void main(String[] args) {
        SelfHealing healing = SelfHealing.builder()
                .every(Duration.ofMillis(100))
                .rule(when("jvm.heap.live.ratio")
                        .above(0.80)
                        .clearingBelow(0.75)
                        .settling(Duration.ofSeconds(2))
                        .named("heap")
                        .run("trim-caches"))
                .action(new TrimCaches(List.of(new Entries()), 0.4))
                .start();
        long errors = 0;
        long turns = 0;
        long start = System.nanoTime();
        while (turns < TURNS && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
            try {
                turns = healing.view().turns();
                serve(turns);
                if (turns > lookedAt + 10) {
                    lookedAt = turns;
                    look(healing.incidents());
                }
            } catch (OutOfMemoryError full) {
                errors++;
            }
        }
        System.out.println("not healed in " + turns + " turns: " + healing.incidents() + " errors " + errors);
        healing.view().snapshot().readings().forEach(System.out::println);
        System.exit(4);
    }

    /** A request each 0.2 ms at most, of 64 KiB of garbage, and a MiB a turn, or half of it, that is kept until the cache is trimmed. */
    private static void serve(long turns) {
        LockSupport.parkNanos(200_000);
        for (int i = 0; i < 4; i++) {
            garbage = new byte[ENTRY];
        }
        if (leaking && kept < turns * ENTRIES_A_TURN) {
            CACHE.add(new byte[ENTRY]);
            kept++;
        }
    }

    private static void look(List<Incident> incidents) {
        for (Incident incident : incidents) {
            if (incident.problem().equals("heap")
                    && !incident.open()
                    && !incident.attempts().isEmpty()) {
                System.out.println("healed, " + incident.resolution() + ", " + incident.attempts());
                System.exit(0);
            }
        }
    }

    private static final class Entries implements TrimmableCache {
        @Override
        public String name() {
            return "entries";
        }

        @Override
        public long bytes() {
            return (long) CACHE.size() * ENTRY;
        }

        @Override
        public double refillSeconds() {
            return 1;
        }

        @Override
        public void trim(double share) {
            leaking = false; // at once: a little more of it would fill the heap again
            long gone = Math.round(CACHE.size() * share);
            for (long i = 0; i < gone; i++) {
                CACHE.pollFirst();
            }
        }
    }
}
