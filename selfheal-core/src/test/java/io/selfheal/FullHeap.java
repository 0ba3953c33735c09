package io.selfheal;

import static io.selfheal.rule.Rules.when;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A process that fills its heap to the last bytes, again and again, and whose healer has to empty it. */
final class FullHeap {
    private static final @Nullable Object[] HOARD = new Object[1 << 20];
    private static volatile boolean full;
    private static volatile int emptied;

    private FullHeap() {}

    @SuppressWarnings("SystemOut") // the pipe to the test
    public static void main(String[] args) {
        int rounds = Integer.parseInt(args[1]);
        boolean byItself = args[2].equals("heal");
        SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .every(Duration.ofMillis(20))
                .cooldown(Duration.ofMillis(1), Duration.ofMillis(1))
                .budget(1_000, Duration.ofDays(1))
                .recurrence(10_000)
                .journal(Path.of(args[0]))
                .probe(Probe.gauge("hoard.used.ratio", () -> full ? 1 : 0.1).every(Duration.ofMillis(20)))
                .rule(when("hoard.used.ratio")
                        .above(0.9)
                        .clearingBelow(0.8)
                        .settling(Duration.ofMillis(50))
                        .run("empty"))
                .action(RecoveryAction.of("empty", Risk.SAFE, FullHeap::empty))
                .start();
        Path journal = Path.of(args[0]);
        while (healing.view().turns() < 5 || !Files.exists(journal)) { // before that it could not record anything
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        int healed = 0;
        for (int round = 1; round <= rounds; round++) {
            try {
                long before = healing.view().turns();
                fill();
                full = byItself;
                if (byItself ? waited(round) : released(healing, before)) {
                    healed++;
                } else {
                    empty();
                }
            } catch (OutOfMemoryError here) { // the JVM itself may want some, as for a class that is linked only now
                empty();
            }
            awaitNoIncident(healing);
        }
        healing.close();
        System.out.println(healed + " of " + rounds);
    }

    /** So that no action of this round comes to pass in the next one. */
    private static void awaitNoIncident(SelfHealing healing) {
        boolean open = true;
        while (open) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            try {
                open = healing.view().incidents().stream().anyMatch(Incident::open);
            } catch (OutOfMemoryError stillFull) {
                empty();
            }
        }
    }

    /** To the last bytes, or to where each few bytes more cost a whole collection, as some collectors have it without end. */
    private static void fill() {
        long enough = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        int size = 1 << 20;
        int next = 0;
        while (size >= 16 && next < HOARD.length && System.nanoTime() - enough < 0) {
            try {
                HOARD[next] = new byte[size];
                next++;
            } catch (OutOfMemoryError none) {
                size /= 2;
            }
        }
    }

    /** Without an allocation of its own. */
    private static void empty() {
        for (int i = 0; i < HOARD.length; i++) {
            HOARD[i] = null;
        }
        full = false;
        emptied++;
    }

    /** Keeps the heap full for a while, empties it, and sees whether the loop turns again. */
    private static boolean released(SelfHealing healing, long before) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        empty();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (healing.view().turns() < before + 10 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return healing.view().turns() >= before + 10;
    }

    private static boolean waited(int round) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (emptied < round && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return emptied >= round;
    }
}
