package io.selfheal.test;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A probe that observes what a test tells it to: set by hand between two turns, or by a script of one step a sample.
 *
 * <pre>{@code
 * ScriptedProbe probe = ScriptedProbe.named("orders").gauge("orders.queued.count", 3);
 * probe.says(Health.up("db")).then(Health.down("db", "refused")).thenThrows(new IOException("reset"));
 * }</pre>
 *
 * <p>Safe to use from any thread. Another component, interval or timeout: {@code probe.on("db").every(…)}.
 */
public final class ScriptedProbe implements Probe {
    private final String name;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Deque<Callable<? extends Collection<? extends Metric>>> script = new ArrayDeque<>();
    private int samples;

    private ScriptedProbe(String name) {
        this.name = name;
    }

    /**
     * A probe that reports nothing yet.
     *
     * @param name its name
     * @return the probe
     */
    public static ScriptedProbe named(String name) {
        return new ScriptedProbe(name);
    }

    /**
     * Reports exactly these from now on; what was scripted is dropped.
     *
     * @param seen the metrics
     * @return this
     */
    public synchronized ScriptedProbe says(Metric... seen) {
        metrics.clear();
        for (Metric metric : seen) {
            metrics.put(metric.name(), metric);
        }
        List<Metric> all = List.of(seen);
        return does(() -> all);
    }

    /**
     * Reports this number from now on, and the other metrics as before; what was scripted is dropped.
     *
     * @param metric the gauge's name
     * @param value its value; NaN and infinities are reported as they are
     * @return this
     */
    public synchronized ScriptedProbe gauge(String metric, double value) {
        metrics.put(metric, Gauge.of(metric, value));
        List<Metric> all = List.copyOf(metrics.values());
        return does(() -> all);
    }

    /**
     * Throws from now on; what was scripted is dropped.
     *
     * @param thrown an exception or an error
     * @return this
     */
    public ScriptedProbe throwing(Throwable thrown) {
        return does(() -> Thrown.again(thrown));
    }

    /**
     * Does anything from now on: returns null or an endless collection, or {@linkplain VirtualTime#spend takes its time};
     * what was scripted is dropped.
     *
     * @param sample what each sample does
     * @return this
     */
    public synchronized ScriptedProbe does(Callable<? extends Collection<? extends Metric>> sample) {
        script.clear();
        script.add(sample);
        return this;
    }

    /**
     * Reports exactly these after one sample of the step before; the last step stays.
     *
     * @param seen the metrics
     * @return this
     */
    public ScriptedProbe then(Metric... seen) {
        List<Metric> all = List.of(seen);
        return thenDoes(() -> all);
    }

    /**
     * Throws after one sample of the step before; the last step stays.
     *
     * @param thrown an exception or an error
     * @return this
     */
    public ScriptedProbe thenThrows(Throwable thrown) {
        return thenDoes(() -> Thrown.again(thrown));
    }

    /**
     * Does anything after one sample of the step before; the last step stays.
     *
     * @param sample what the sample does
     * @return this
     */
    public synchronized ScriptedProbe thenDoes(Callable<? extends Collection<? extends Metric>> sample) {
        script.add(sample);
        return this;
    }

    /** How often it was sampled. */
    public synchronized int samples() {
        return samples;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Collection<? extends Metric> sample() throws Exception {
        Callable<? extends Collection<? extends Metric>> step;
        synchronized (this) {
            samples++;
            step = script.size() > 1 ? script.remove() : script.isEmpty() ? ArrayList<Metric>::new : script.element();
        }
        return step.call();
    }
}
