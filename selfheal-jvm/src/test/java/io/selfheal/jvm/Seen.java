package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Probe;
import java.util.List;

/** What one sample of a probe showed. */
record Seen(List<Gauge> gauges) {
    static Seen by(Probe probe) throws Exception {
        return new Seen(probe.sample().stream().map(Gauge.class::cast).toList());
    }

    Gauge get(String name) {
        return gauges.stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + gauges));
    }

    double value(String name) {
        return get(name).value();
    }

    boolean has(String name) {
        return gauges.stream().anyMatch(gauge -> gauge.name().equals(name));
    }
}
