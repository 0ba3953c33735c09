package io.selfheal;

import java.time.Duration;

/** A registered probe with its answers, asked once. */
record Sensor(Probe probe, String name, String component, Duration interval, Duration timeout, boolean blocking) {
    static Sensor of(Probe probe, String service) {
        String component = Text.name(probe.component());
        return new Sensor(
                probe,
                Text.name(probe.name()),
                component.isEmpty() ? service : component,
                probe.interval(),
                probe.timeout(),
                probe.blocking());
    }
}
