package io.selfheal.jvm;

import io.selfheal.SelfHealing;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A well service in a heap of some GiB, of which 64 MiB live. It ends with 0 once that is told, and nothing was done. */
final class LargeHeap {
    private static final int MIB = 1 << 20;

    private LargeHeap() {}

    public static void main(String[] args) {
        List<byte[]> live = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            live.add(new byte[MIB]);
        }
        boolean told = false;
        try (SelfHealing healing =
                SelfHealing.builder().every(Duration.ofMillis(100)).start()) {
            long start = System.nanoTime();
            while (!told && System.nanoTime() - start < TimeUnit.MINUTES.toNanos(3)) {
                System.gc();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                double bytes =
                        healing.view().snapshot().gauge("jvm.heap.live.bytes").orElse(0);
                told = bytes >= 64 * MIB && bytes < 512.0 * MIB;
            }
            System.out.println(healing.incidents().isEmpty() ? "well" : healing.incidents());
            healing.view().snapshot().readings().forEach(System.out::println);
        }
        Reference.reachabilityFence(live);
        System.exit(told ? 0 : 4);
    }
}
