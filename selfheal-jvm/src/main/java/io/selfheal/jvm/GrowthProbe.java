package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which memory grows: for each part by how much within the last ten minutes (or as long as is known, two at least), and the
 * verdict in the detail of {@code jvm.memory.growth.bytes}. Only growth of the live heap says that trimming a cache can
 * help; {@code jvm.memory.growth.heap.ratio} is its share in all growth, there once 16 MiB have grown together.
 *
 * <p>Native memory is what is resident beyond what the JVM accounts for, less files that are mapped. How much of the heap is
 * resident nobody tells: what is committed is too much of it, what has been in use is too little, and either moves with the
 * heap. So native memory has grown by the least of three: what is resident beyond either, and what is resident at all.
 * {@code jvm.memory.rss.bytes} is what the kernel calls resident, mapped files and all; with ZGC without generations it counts
 * the heap three times.
 *
 * <p>A sample costs about 50 µs and 4 KiB, every five seconds.
 */
final class GrowthProbe implements Probe {
    private static final long WINDOW = Duration.ofMinutes(10).toNanos();
    private static final long LEAST = Duration.ofMinutes(2).toNanos();
    private static final double NOTABLE = 16 << 20;
    private static final List<String> PARTS = List.of("heap", "direct", "metaspace", "threads", "native");

    private static final int NATIVE = PARTS.indexOf("native");

    private final Footprint.Source source;
    private final Ticker ticker;
    private final List<Past> pasts =
            PARTS.stream().map(part -> new Past(WINDOW, 21)).toList();
    private final Past own = new Past(WINDOW, 21);
    private final Past beyondTouched = new Past(WINDOW, 21);

    GrowthProbe(Footprint.Source source, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "jvm.memory";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Collection<? extends Metric> sample() throws IOException {
        Footprint now = source.read();
        long nanos = ticker.nanos();
        double[] parts = {now.heap(), now.direct(), now.metaspace(), now.threads(), now.unaccounted()};
        List<Metric> metrics = new ArrayList<>();
        if (now.resident() > 0) {
            metrics.add(new Gauge("jvm.memory.rss.bytes", now.resident(), "resident memory of the process"));
        }
        double all = 0;
        double most = 0;
        double heap = 0;
        String part = "";
        for (int i = 0; i < parts.length; i++) {
            if (Double.isNaN(parts[i])) {
                continue;
            }
            Past past = pasts.get(i);
            past.note(parts[i], nanos);
            double grown = past.growth(parts[i]);
            if (i == NATIVE) {
                double resident = grown(own, now.own(), nanos);
                double beyond = grown(beyondTouched, now.beyondTouched(), nanos);
                grown = Math.min(grown, Math.max(0, Math.min(resident, beyond)));
            }
            if (past.reach(nanos) >= LEAST) {
                metrics.add(Gauge.of("jvm.memory.growth." + PARTS.get(i) + ".bytes", grown));
                all += Math.max(0, grown);
                heap += i == 0 ? Math.max(0, grown) : 0;
                if (grown > most) {
                    most = grown;
                    part = PARTS.get(i);
                }
            }
        }
        if (all >= NOTABLE) {
            String verdict = "mostly " + part + ": " + Unit.BYTES.format(most) + " of " + Unit.BYTES.format(all);
            metrics.add(new Gauge("jvm.memory.growth.bytes", all, verdict));
            metrics.add(new Gauge("jvm.memory.growth.heap.ratio", heap / all, verdict));
        }
        return metrics;
    }

    private static double grown(Past past, double value, long now) {
        past.note(value, now);
        return past.growth(value);
    }
}
