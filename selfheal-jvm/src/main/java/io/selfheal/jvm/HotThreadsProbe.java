package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The thread that uses the most CPU: its share of one core since the last sample, its name, its hot frame and its six
 * uppermost frames in the detail; and how many use at least nine tenths of a core. A busy thread need not be sick, so no
 * default rule judges by it.
 *
 * <p>While all threads together use less than a quarter of a core, none is looked at, the share is theirs, and a sample costs
 * a few µs; the first sample after that has nothing to compare with. Otherwise it costs about 150 µs and 5 KiB with 200
 * threads, ten times that with 2,000, hence the interval of two seconds; one thread is stopped for a moment, and only if it
 * used half a core or more.
 */
final class HotThreadsProbe implements Probe {
    private static final double SPINNING = 0.9;
    private static final double NOTABLE = 0.5;
    private static final double CALM = 0.25;
    private static final long[] NOBODY = {};
    private static final int DEPTH = 24;
    private static final int TOLD = 6;

    private final CpuTimes times;
    private final Ticker ticker;
    private long[] ids = NOBODY;
    private long[] used = NOBODY;
    private long at;
    private long process = -1;
    private long looked;

    HotThreadsProbe(CpuTimes times, Ticker ticker) {
        this.times = times;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "jvm.cpu.threads";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(2);
    }

    /** Nothing at the first sample, and where the JVM does not tell the CPU time of threads. */
    @Override
    public Collection<? extends Metric> sample() {
        long all = times.process();
        long look = ticker.nanos();
        double together = (all - process) / (double) Math.max(1, look - looked);
        boolean comparable = process >= 0 && all >= process;
        process = all;
        looked = look;
        if (comparable && together < CALM) {
            ids = NOBODY;
            used = NOBODY;
            return List.of(
                    new Gauge("jvm.threads.hottest.cpu.ratio", together, "all threads together"),
                    Gauge.of("jvm.threads.spinning.count", 0));
        }
        return busiest();
    }

    private Collection<? extends Metric> busiest() {
        long[] now = times.ids();
        long[] cpu = times.nanos(now);
        long time = ticker.nanos();
        double elapsed = time - at;
        boolean first = ids.length == 0;
        Hottest hottest = new Hottest(elapsed * SPINNING);
        Merge.growth(ids, used, now, cpu, hottest);
        ids = now;
        used = cpu;
        at = time;
        if (first || now.length == 0 || elapsed <= 0) {
            return List.of();
        }
        double share = hottest.most / elapsed;
        return List.of(
                new Gauge("jvm.threads.hottest.cpu.ratio", share, share < NOTABLE ? "" : words(hottest.id)),
                Gauge.of("jvm.threads.spinning.count", hottest.spinning));
    }

    private String words(long id) {
        Optional<ThreadInfo> thread = times.thread(id, DEPTH);
        return thread.map(HotThreadsProbe::words).orElse("a thread that has ended");
    }

    private static String words(ThreadInfo thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.getThreadName() + " in " + Frames.hot(stack) + ", stack " + Frames.stack(stack, TOLD);
    }

    private static final class Hottest implements Merge.Visitor {
        private final double spins;
        private long id;
        private long most = -1;
        private int spinning;

        Hottest(double spins) {
            this.spins = spins;
        }

        @Override
        public void grown(long thread, long more) {
            if (more > most) {
                most = more;
                id = thread;
            }
            if (more >= spins) {
                spinning++;
            }
        }
    }
}
