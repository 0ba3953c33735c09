package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the latest collections, of any kind, did not get below: the lowest use of the whole heap right after one, of the
 * last eight that were seen, at most one a second. It sees what the {@linkplain HeapProbe live set} does not: G1 fills up
 * with humongous objects without a mixed collection, and until JDK 20 tells nothing of its old generation then.
 *
 * <p>NaN, which judges nothing, before three collections. A sample costs 0.3 µs while nothing was collected, else about 40 µs and 12 KiB; it
 * needs no safepoint.
 */
final class FloorProbe implements Probe {
    private static final int COLLECTIONS = 8;
    private static final int ENOUGH = 3;

    private final List<Collector> collectors;
    private final long most;
    private final long[] counts;
    private final Past left = new Past(0, COLLECTIONS);
    private int noted;

    FloorProbe(List<Collector> collectors, long most) {
        this.collectors = collectors.stream().filter(c -> !c.pausesOfCycles()).toList();
        this.most = most;
        this.counts = new long[this.collectors.size()];
    }

    @Override
    public String name() {
        return "jvm.heap.floor";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Collection<? extends Metric> sample() {
        for (int i = 0; i < counts.length; i++) {
            long count = collectors.get(i).count().getAsLong();
            if (count != counts[i]) {
                counts[i] = count;
                OptionalLong bytes = collectors.get(i).left().get();
                bytes.ifPresent(used -> {
                    left.note((double) used, ++noted);
                });
            }
        }
        double floor = noted < ENOUGH ? Double.NaN : Share.of(left.lowest(), (double) most);
        return List.of(new Gauge("jvm.heap.floor.ratio", floor, "lowest use after one of the latest collections"));
    }
}
