package io.selfheal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The last 15 minutes of every gauge, by steps of ten seconds: the latest value of each step. Bounded by the number of
 * gauges, at about 500 bytes each. Owned by the loop's thread.
 */
final class History {
    static final int STEPS = 90;

    /** Beyond that many gauges the rest is left out: 2 MiB in all. */
    private static final int MOST = 4_096;

    private static final long STEP = TimeUnit.SECONDS.toNanos(10);

    private final Map<String, Trace> traces = new LinkedHashMap<>();
    private long origin;
    private long step = -1;

    /** Takes in a snapshot; most turns only look at the time. */
    void add(Snapshot snapshot) {
        if (step < 0) {
            origin = snapshot.nanos();
        }
        long now = (snapshot.nanos() - origin) / STEP;
        if (now <= step) {
            return;
        }
        for (int row = 0; row < snapshot.size(); row++) {
            String name = snapshot.metricAt(row).name();
            Trace trace = traces.get(name);
            if (trace == null && snapshot.metricAt(row) instanceof Gauge && traces.size() < MOST) {
                trace = new Trace(snapshot.componentAt(row));
                traces.put(name, trace);
            }
            if (trace != null) {
                trace.put(now, snapshot.valueAt(row));
            }
        }
        step = now;
    }

    /** A copy of what there is of some components. */
    Trail of(Set<String> components) {
        Trail trail = new Trail();
        traces.forEach((name, trace) -> {
            if (components.contains(trace.component)) {
                trail.add(name, trace.until(step));
            }
        });
        return trail;
    }

    private static final class Trace {
        private final float[] values = new float[STEPS];
        private final String component;
        private long last = -1;

        Trace(String component) {
            this.component = component;
            Arrays.fill(values, Float.NaN);
        }

        void put(long step, double value) {
            for (long missed = Math.max(last + 1, step - STEPS + 1); missed < step; missed++) {
                values[(int) (missed % STEPS)] = Float.NaN;
            }
            values[(int) (step % STEPS)] = (float) value;
            last = step;
        }

        float[] until(long step) {
            float[] ordered = new float[STEPS];
            for (int i = 0; i < STEPS; i++) {
                long at = step - STEPS + 1 + i;
                boolean kept = at >= 0 && at <= last && at > last - STEPS;
                ordered[i] = kept ? values[(int) (at % STEPS)] : Float.NaN;
            }
            return ordered;
        }
    }
}
