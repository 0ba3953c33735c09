package io.selfheal.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a point costs a forecaster that is asked every ten minutes, on the average of all series.
 *
 * @param nanos CPU time, in nanoseconds
 * @param bytes what it allocates
 */
record Cost(double nanos, double bytes) {
    private static final int TIMES = 6;

    /** Measures it on this thread: over all series six times, of which the cheapest counts, as all the code is compiled by then. */
    static Cost of(Supplier<Forecaster> fresh, List<Trace> traces) {
        Cost cheapest = once(fresh, traces);
        for (int i = 1; i < TIMES; i++) {
            Cost next = once(fresh, traces);
            cheapest = next.nanos < cheapest.nanos ? next : cheapest;
        }
        return cheapest;
    }

    private static Cost once(Supplier<Forecaster> fresh, List<Trace> traces) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long begun = threads.getCurrentThreadCpuTime();
        double points = run(fresh, traces);
        long ended = threads.getCurrentThreadCpuTime();
        return new Cost((ended - begun) / points, (threads.getCurrentThreadAllocatedBytes() - allocated) / points);
    }

    private static long run(Supplier<Forecaster> fresh, List<Trace> traces) {
        long points = 0;
        for (Trace trace : traces) {
            Forecaster forecaster = fresh.get();
            int every = Foresight.every(trace);
            for (int i = 0; i < trace.length(); i++) {
                forecaster.add(trace.millis(i), trace.values()[i]);
                if ((i + 1) % every == 0) {
                    points += forecaster.hours().mid() < 0 ? 1 : 0; // never: what is said has to be used
                }
            }
            points += trace.length();
        }
        return points;
    }
}
