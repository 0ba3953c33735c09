package io.selfheal;

import java.time.Duration;
import java.util.List;

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

    /** Not left to the record: the JDK's own {@code equals} keeps the class loader of the last one that asked it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sensor sensor && parts().equals(sensor.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(probe, name, component, interval, timeout, blocking);
    }
}
