package io.selfheal;

import java.util.Collection;
import java.util.concurrent.Callable;

/** Does what another probe does; the same as long as that one is. */
final class Resampling implements Callable<Collection<? extends Metric>> {
    private final Probe probe;

    Resampling(Probe probe) {
        this.probe = probe;
    }

    @Override
    public Collection<? extends Metric> call() throws Exception {
        return probe.sample();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resampling same && probe.equals(same.probe);
    }

    @Override
    public int hashCode() {
        return probe.hashCode();
    }
}
