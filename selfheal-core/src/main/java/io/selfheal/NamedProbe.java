package io.selfheal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/** A probe put together from its parts. */
record NamedProbe(
        String name,
        String component,
        Duration interval,
        Duration timeout,
        boolean blocking,
        Callable<? extends Collection<? extends Metric>> body)
        implements Probe {
    NamedProbe {
        name = Text.name(name);
        component = Text.name(component);
    }

    @Override
    public Collection<? extends Metric> sample() throws Exception {
        return body.call();
    }

    /** Not left to the record: the JDK's own {@code equals} keeps the class loader of the last one that asked it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NamedProbe probe && parts().equals(probe.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(name, component, interval, timeout, blocking, body);
    }
}
