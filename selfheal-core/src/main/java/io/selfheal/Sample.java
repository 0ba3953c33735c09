package io.selfheal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one sample brought, made safe on the probe's own thread: the collection that a probe returns may change, repeat
 * itself, hold nulls, or never end.
 *
 * @param metrics what can be used
 * @param complaint what could not, and how to mend it; empty if all was well
 */
record Sample(List<Metric> metrics, String complaint) {
    /** What one sample may bring; far more than any probe has reason to. */
    static final int MOST = 10_000;

    /** As many as a probe brings as a rule; to compare them one by one costs no garbage. */
    private static final int FEW = 8;

    static Sample of(@Nullable Collection<? extends @Nullable Metric> seen) {
        if (seen == null) {
            return new Sample(List.of(), "sample() returned null: return an empty list if there is nothing to report");
        }
        List<Metric> metrics = new ArrayList<>(FEW);
        Set<String> names = Set.of();
        String complaint = "";
        int looked = 0;
        for (Metric metric : seen) {
            if (looked++ == MOST) {
                return new Sample(metrics, "more than " + MOST + " metrics: the rest was left out; split the probe");
            }
            if (metrics.size() == FEW && names.isEmpty()) {
                names = names(metrics);
            }
            if (metric == null) {
                complaint = "a null metric was left out: report nothing instead";
            } else if (names.isEmpty() ? isNew(metric.name(), metrics) : names.add(metric.name())) {
                metrics.add(metric);
            } else {
                complaint = "\"" + metric.name() + "\" came twice, the first counts: give each metric its own name";
            }
        }
        return new Sample(metrics, complaint);
    }

    private static boolean isNew(String name, List<Metric> metrics) {
        for (Metric metric : metrics) {
            if (metric.name().equals(name)) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> names(List<Metric> metrics) {
        Set<String> names = new HashSet<>();
        metrics.forEach(metric -> names.add(metric.name()));
        return names;
    }
}
