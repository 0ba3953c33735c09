package io.selfheal;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What was usual for the gauges that the engine looks back at: a value each ten seconds, half an hour of them. While anything
 * is sick nothing becomes usual, for an hour at most: what lasts longer is how things are now. Bounded by the number of
 * gauges, at about 900 bytes each. Owned by the loop's thread.
 */
final class Pasts {
    /** Beyond that many gauges the rest is left out: half a MiB in all. */
    private static final int MOST = 512;

    private static final long STEP = TimeUnit.SECONDS.toNanos(10);
    private static final long FROZEN = TimeUnit.HOURS.toNanos(1);

    private final Map<String, Trace> traces = new LinkedHashMap<>();
    private Map<String, Past> view = Map.of();
    private boolean viewed = true;
    private boolean begun;
    private long last;
    private boolean sick;
    private long sickSince;
    private int rows;

    /** From now on another engine asks. */
    void adopt() {
        rows = 0;
    }

    /**
     * Takes in a snapshot; most turns only look at the time.
     *
     * @param snapshot the newest
     * @param trouble whether anything is sick now
     * @param looksBackAt tells which gauges are of interest; asked once for each name
     */
    void look(Snapshot snapshot, boolean trouble, Predicate<String> looksBackAt) {
        long now = snapshot.nanos();
        if (trouble && !sick) {
            sickSince = now;
        }
        sick = trouble;
        if (begun && now - last < STEP && !snapshot.resumed()) {
            return;
        }
        begun = true;
        last = now;
        learnNames(snapshot, looksBackAt);
        boolean frozen = sick && now - sickSince < FROZEN;
        for (Trace trace : traces.values()) {
            if (snapshot.resumed()) {
                trace.forgetNow();
            }
            trace.put(snapshot.valueAt(trace.row), frozen);
            trace.component = snapshot.componentAt(trace.row);
        }
        viewed = false;
    }

    /** Of each gauge that the engine looks back at; the same map until there is something new. */
    Map<String, Past> view() {
        if (!viewed) {
            Map<String, Past> pasts = new LinkedHashMap<>();
            traces.forEach((name, trace) -> pasts.put(name, trace.past()));
            view = Collections.unmodifiableMap(pasts);
            viewed = true;
        }
        return view;
    }

    /** A row keeps its name, and new names come last. */
    private void learnNames(Snapshot snapshot, Predicate<String> looksBackAt) {
        if (rows == 0) {
            traces.keySet().removeIf(name -> !looksBackAt.test(name));
        }
        for (; rows < snapshot.size(); rows++) {
            String name = snapshot.metricAt(rows).name();
            if (traces.size() < MOST && !traces.containsKey(name) && looksBackAt.test(name)) {
                traces.put(name, new Trace(rows));
            }
        }
    }

    private static final class Trace {
        private static final int RECENT = 6;
        private static final int BEFORE = 180;

        private final float[] recent = new float[RECENT];
        private final float[] before = new float[BEFORE];
        private final int row;
        private String component = "";
        private int steps;
        private int kept;

        Trace(int row) {
            this.row = row;
            Arrays.fill(recent, Float.NaN);
            Arrays.fill(before, Float.NaN);
        }

        void put(double value, boolean frozen) {
            int slot = steps % RECENT;
            float leaving = recent[slot];
            recent[slot] = (float) value;
            steps++;
            if (!frozen && Float.isFinite(leaving)) {
                before[kept % BEFORE] = leaving;
                kept++;
            }
        }

        /** What was seen before a hole in time is not now. */
        void forgetNow() {
            Arrays.fill(recent, Float.NaN);
        }

        Past past() {
            float[] usual = finite(before);
            float[] now = finite(recent);
            return new Past(
                    component,
                    usual.length,
                    quantile(usual, 0.5),
                    quantile(usual, 0.75) - quantile(usual, 0.25),
                    quantile(now, 0.5));
        }

        private static float[] finite(float[] values) {
            float[] some = new float[values.length];
            int count = 0;
            for (float value : values) {
                if (Float.isFinite(value)) {
                    some[count++] = value;
                }
            }
            some = Arrays.copyOf(some, count);
            Arrays.sort(some);
            return some;
        }

        /** Interpolated between the two nearest. */
        private static double quantile(float[] sorted, double share) {
            if (sorted.length == 0) {
                return Double.NaN;
            }
            double at = share * (sorted.length - 1);
            int low = (int) at;
            int high = Math.min(low + 1, sorted.length - 1);
            return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
        }
    }
}
