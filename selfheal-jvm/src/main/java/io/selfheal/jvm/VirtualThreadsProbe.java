package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Virtual threads, as far as JDK 24 and later tell: how many are carried, how many could go on and wait for a carrier, how many
 * carriers there are, and which share of them is taken. All taken and a queue that does not get shorter means that they are
 * pinned or compute; virtual threads that wait for something else are not counted by the JDK.
 *
 * <p>A sample costs about COST.
 */
final class VirtualThreadsProbe implements Probe {
    private final Carriers carriers;

    VirtualThreadsProbe(Carriers carriers) {
        this.carriers = carriers;
    }

    @Override
    public String name() {
        return "jvm.threads.virtual";
    }

    @Override
    public Collection<? extends Metric> sample() {
        List<Metric> metrics = new ArrayList<>(5);
        int mounted = carriers.mounted();
        int parallelism = carriers.parallelism();
        tell(metrics, "mounted", mounted);
        tell(metrics, "queued", carriers.queued());
        tell(metrics, "carriers", carriers.threads());
        tell(metrics, "parallelism", parallelism);
        if (mounted >= 0 && parallelism > 0) {
            double share = Share.of(mounted, parallelism);
            metrics.add(Gauge.of("jvm.threads.virtual.mounted.ratio", share));
        }
        return metrics;
    }

    private static void tell(List<Metric> metrics, String what, long count) {
        if (count >= 0) {
            metrics.add(Gauge.of("jvm.threads.virtual." + what + ".count", (double) count));
        }
    }
}
