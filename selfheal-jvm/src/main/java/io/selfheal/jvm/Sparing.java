package io.selfheal.jvm;

import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * A probe that spares the host: when samples take long, it leaves out the next ones, until what one takes is at most a
 * hundredth of the time. It leaves out at most so many that its metrics stay fresh. Of two samples in a row the shorter
 * tells what one takes: the other was held up by something else, and a busy machine must not make it blind.
 */
final class Sparing implements Probe {
    private static final int SHARE = 100;

    private final Probe probe;
    private final Ticker ticker;
    private long resume;
    private long before;
    private boolean sparing;

    Sparing(Probe probe, Ticker ticker) {
        this.probe = probe;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return probe.name();
    }

    @Override
    public String component() {
        return probe.component();
    }

    @Override
    public Duration interval() {
        return probe.interval();
    }

    @Override
    public Duration timeout() {
        return probe.timeout();
    }

    @Override
    public boolean blocking() {
        return probe.blocking();
    }

    @Override
    public Collection<? extends Metric> sample() throws Exception {
        long start = ticker.nanos();
        if (sparing && start - resume < 0) {
            return List.of();
        }
        try {
            return probe.sample();
        } finally {
            long took = ticker.nanos() - start;
            long pause = Math.min(Math.min(took, before) * SHARE, longest());
            before = took;
            sparing = pause > interval().toNanos();
            resume = start + pause;
        }
    }

    /** The loop takes a metric for stale after three intervals and a timeout. */
    private long longest() {
        return 2 * interval().toNanos() + timeout().toNanos();
    }
}
