package io.selfheal.jvm;

import io.selfheal.Evidence;
import io.selfheal.Incident;
import io.selfheal.Snapshot;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The ten threads that use the most CPU within 100 ms, with their shares of a core and their stacks. One thread is stopped
 * at a time.
 */
final class TopThreads implements Evidence {
    private static final int MOST = 10;
    private static final int DEPTH = 64;

    private final CpuTimes times;
    private final Ticker ticker;
    private final Pause pause;

    TopThreads(CpuTimes times, Ticker ticker, Pause pause) {
        this.times = times;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public String name() {
        return "jvm-cpu";
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) throws InterruptedException {
        PrintWriter out = Text.to(to);
        long[] ids = times.ids();
        long[] before = times.nanos(ids);
        long start = ticker.nanos();
        pause.of(Duration.ofMillis(100));
        long[] later = times.ids();
        long[] after = times.nanos(later);
        double elapsed = Math.max(1, ticker.nanos() - start);
        List<Use> uses = new ArrayList<>();
        Merge.growth(ids, before, later, after, (id, more) -> uses.add(new Use(id, more)));
        uses.sort(Comparator.comparingLong(Use::nanos).reversed());
        for (Use use : uses.subList(0, Math.min(MOST, uses.size()))) {
            if (use.nanos() > 0) {
                times.thread(use.id(), DEPTH).ifPresent(thread -> write(thread, use.nanos() / elapsed, out));
            }
        }
        out.flush();
    }

    private static void write(ThreadInfo thread, double share, PrintWriter out) {
        out.println(Unit.RATIO.format(share) + " of a core: \"" + Text.line(thread.getThreadName()) + "\" #"
                + thread.getThreadId() + ' ' + thread.getThreadState());
        for (StackTraceElement frame : thread.getStackTrace()) {
            out.println("    at " + Frames.shown(frame));
        }
        out.println();
    }

    private record Use(long id, long nanos) {}
}
