package io.selfheal;

import static io.selfheal.rule.Rules.when;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A process that leaks descriptors until it has none, and then at each request the next one that becomes free, until its
 * healer ends that with an action that needs one itself.
 */
final class NoDescriptors {
    private static final Queue<Closeable> LEAKED = new ConcurrentLinkedQueue<>();
    private static volatile boolean leaking;
    private static volatile boolean exhausted;

    private NoDescriptors() {}

    @SuppressWarnings("SystemOut") // the pipe to the test
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path journal = folder.resolve("selfheal.jsonl");
        Path list = Files.writeString(folder.resolve("what-to-close.txt"), "everything");
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .every(Duration.ofMillis(20))
                .journal(journal)
                .probe(Probe.gauge(
                                "files.used.ratio",
                                () -> (double) system.getOpenFileDescriptorCount() / system.getMaxFileDescriptorCount())
                        .every(Duration.ofMillis(20)))
                .rule(when("files.used.ratio")
                        .above(0.9)
                        .clearingBelow(0.8)
                        .settling(Duration.ofMillis(200))
                        .run("close-files")
                        .thenRun("close-files-again"))
                .action(RecoveryAction.of("close-files", Risk.SAFE, () -> close(Files.readString(list))))
                .action(RecoveryAction.of("close-files-again", Risk.SAFE, () -> close(Files.readString(list))))
                .start()) {
            await("the journal is written", () -> journal.toFile().length() > 0);
            leaking = true;
            Thread leak = new Thread(NoDescriptors::leak, "leak");
            leak.setDaemon(true);
            leak.start();
            await("all is taken", () -> exhausted);
            System.out.println(healed(healing) ? "healed" : "not healed: " + healing.view());
        }
    }

    private static void leak() {
        while (leaking) {
            try {
                LEAKED.add(new FileInputStream("/dev/null"));
            } catch (IOException none) {
                exhausted = true;
            }
            if (exhausted) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    private static void close(String what) throws IOException {
        leaking = !what.equals("everything");
        for (Closeable next = LEAKED.poll(); next != null; next = LEAKED.poll()) {
            next.close();
        }
    }

    private static boolean healed(SelfHealing healing) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() - deadline < 0) {
            if (healing.incidents().stream()
                    .anyMatch(incident -> incident.resolution().equals(Optional.of(Resolution.HEALED)))) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return false;
    }

    private static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                System.out.println("did not happen: " + what);
                System.exit(1);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
