package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The debt that collections run up. A bucket takes in the time that the application stood still for them and leaks a tenth
 * of the time that passes: what pauses less than a tenth of the time owes nothing for long, one full collection of a
 * second is forgotten after ten, and thrashing owes nearly a second more with every second. Beside it the shares of time
 * of pauses and of concurrent cycles, averaged exponentially over ten seconds.
 *
 * <p>A sample costs about 1 µs and 0.3 KiB; it needs no safepoint.
 */
final class GcProbe implements Probe {
    static final double LEAK = 0.1;
    private static final double MEMORY_SECONDS = 10;

    /** A gap is a hole if it is longer than this, and than twice the one before: the loop may be slow. */
    private static final double HOLE_SECONDS = 30;

    /** Where collections took this share of a gap in time, they are what made it. */
    private static final double MOSTLY = 0.9;

    private final List<Collector> pausing;
    private final List<Collector> concurrent;
    private final Ticker ticker;
    private boolean begun;
    private long at;
    private double before;
    private long paused;
    private long beside;
    private double debt;
    private double pausedShare;
    private double besideShare;

    GcProbe(List<Collector> collectors, Ticker ticker) {
        this.pausing = collectors.stream().filter(c -> !c.concurrent()).toList();
        this.concurrent = collectors.stream().filter(Collector::concurrent).toList();
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "jvm.gc";
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    /** Nothing at the first sample, and after a hole in time that collections do not account for. */
    @Override
    public Collection<? extends Metric> sample() {
        long now = ticker.nanos();
        double seconds = (now - at) / 1e9;
        double pausedMore = -paused / 1e3;
        double besideMore = -beside / 1e3;
        paused = millis(pausing);
        beside = millis(concurrent);
        pausedMore += paused / 1e3;
        besideMore += beside / 1e3;
        boolean whole = begun
                && seconds > 0
                && (seconds < Math.max(HOLE_SECONDS, 2 * before) || pausedMore >= MOSTLY * seconds);
        before = begun && seconds > 0 ? seconds : before;
        begun = true;
        at = now;
        if (!whole) {
            debt = 0;
            return List.of();
        }
        debt = Math.max(0, debt + Math.max(0, pausedMore) - LEAK * seconds);
        double weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
        pausedShare += weight * (Share.of(pausedMore, seconds) - pausedShare);
        besideShare += weight * (Share.of(besideMore, seconds) - besideShare);
        return List.of(
                new Gauge("jvm.gc.debt.seconds", debt, "pauses, less a tenth of the time"),
                new Gauge("jvm.gc.pause.ratio", pausedShare, "of the time, over 10 s"),
                new Gauge("jvm.gc.concurrent.ratio", besideShare, "of the time, over 10 s"));
    }

    private static long millis(List<Collector> collectors) {
        long sum = 0;
        for (Collector collector : collectors) {
            sum += Math.max(0, collector.millis().getAsLong());
        }
        return sum;
    }
}
