package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Unit;
import java.util.function.BooleanSupplier;

/**
 * Has the JVM collect the whole heap, and says what lives: a diagnostic nudge that shows what is garbage and what is not. It
 * mends nothing by itself, but for direct buffers that wait for their owners to be collected. No plugin registers it.
 *
 * <p><b>Risk</b>: {@link Risk#MODERATE}; Serial, Parallel and G1 stop the process for about a second for each GiB that lives.
 * <b>Needs</b>: a JVM that heeds {@link System#gc()}; fails with {@code -XX:+DisableExplicitGC}. <b>Undo</b>: none.
 * <b>Interrupted</b>: a collection that has begun is finished. <b>Verified</b> by {@code jvm.heap.live.ratio}, which moves
 * with it, and by what it reports.
 */
public final class CollectGarbage implements RecoveryAction {
    private final LiveHeap heap;
    private final Runnable collect;
    private final BooleanSupplier disabled;

    /** Collects with {@link System#gc()}. */
    public CollectGarbage() {
        this(LiveHeap.ofThisJvm(), System::gc, HotSpot.option("DisableExplicitGC")::on);
    }

    CollectGarbage(LiveHeap heap, Runnable collect, BooleanSupplier disabled) {
        this.heap = heap;
        this.collect = collect;
        this.disabled = disabled;
    }

    @Override
    public String id() {
        return "collect-garbage";
    }

    @Override
    public Risk risk() {
        return Risk.MODERATE;
    }

    @Override
    public void rehearse() {
        heap.look();
        boolean unused = disabled.getAsBoolean();
    }

    @Override
    public void recover(Recovery recovery) {
        if (disabled.getAsBoolean()) {
            throw new IllegalStateException(
                    "the JVM ignores System.gc(): it was started with -XX:+DisableExplicitGC, which has to go");
        }
        heap.lookAnew();
        double before = heap.bytes();
        collect.run();
        heap.lookAnew();
        recovery.report("after a collection " + shown(heap.bytes()) + " live, before "
                + (Double.isNaN(before) ? "no collection had told" : shown(before)));
    }

    private static String shown(double bytes) {
        return Double.isNaN(bytes) ? "an unknown number of bytes" : Unit.BYTES.format(bytes);
    }
}
