package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.io.IOException;
import java.time.Duration;

/**
 * Takes a heap dump on its rung of a ladder: behind closed doors, or as the last thing before a restart. It mends nothing, so
 * it is judged to have had no effect, and the next rung follows.
 *
 * <pre>{@code
 * when("jvm.heap.live.ratio").above(0.95).run("trim-caches").thenRun("dump-heap").thenRun("graceful-restart")
 * }</pre>
 *
 * <p><b>Risk</b>: {@link Risk#MODERATE}; the process stands still for seconds. <b>Needs</b>: what {@link HeapDumps} needs;
 * fails otherwise, and says why. <b>Undo</b>: none. <b>Interrupted</b>: a dump that has begun is finished. <b>Verified</b> by
 * its report, which names the file.
 */
public final class DumpHeap implements RecoveryAction {
    private final HeapDumps dumps;

    /**
     * Takes a heap dump.
     *
     * @param dumps where to, and when
     */
    public DumpHeap(HeapDumps dumps) {
        this.dumps = dumps;
    }

    @Override
    public String id() {
        return "dump-heap";
    }

    @Override
    public Risk risk() {
        return Risk.MODERATE;
    }

    @Override
    public Duration timeout() {
        return dumps.timeout();
    }

    @Override
    public void recover(Recovery recovery) throws IOException {
        recovery.report(dumps.take());
    }
}
