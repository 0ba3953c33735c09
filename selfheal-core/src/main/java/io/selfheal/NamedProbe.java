package io.selfheal;

import java.time.Duration;
import java.util.Collection;
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
}
