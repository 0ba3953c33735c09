package io.selfheal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A process with a rule that would act on two seconds of trouble; the trouble lasts one, and then the process is stopped. */
final class Stopped {
    private Stopped() {}

    @SuppressWarnings("SystemOut") // the pipe to the test
    public static void main(String[] args) throws Exception {
        AtomicInteger acted = new AtomicInteger();
        AtomicInteger delays = new AtomicInteger();
        long[] begin = {Long.MAX_VALUE};
        SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .every(Duration.ofMillis(50))
                .probe(Probe.gauge("load.ratio", () -> sick(begin) ? 0.95 : 0.3).every(Duration.ofMillis(50)))
                .rule(new LastingRule("load.ratio", 0.9, Duration.ofMillis(1_500), List.of("act")))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet))
                .listener(event -> {
                    if (event instanceof HealingEvent.LoopDelayed) {
                        delays.incrementAndGet();
                    }
                })
                .start();
        while (healing.view().turns() < 3) {
            Thread.onSpinWait();
        }
        begin[0] = System.nanoTime();
        System.out.println("sick");
        System.out.flush();
        System.in.read(new byte[16]); // the test goes on when it has let the process go on
        while (sick(begin)) {
            Thread.onSpinWait();
        }
        long turns = healing.view().turns();
        while (healing.view().turns() < turns + 5) {
            Thread.onSpinWait();
        }
        healing.close();
        System.out.println(new String(
                (acted + " actions, " + (delays.get() > 0 ? "told" : "not told")).getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8));
    }

    /** For a second of the process's own time: it is well again soon after it was let go on. */
    private static boolean sick(long[] begin) {
        long since = System.nanoTime() - begin[0];
        return since >= 0 && since < Duration.ofMillis(5_800).toNanos();
    }
}
