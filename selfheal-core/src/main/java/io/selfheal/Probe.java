package io.selfheal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Observes a component. {@link #sample()} may be slow, may throw and may hang: it runs on a thread of selfheal's own,
 * one sample in flight per probe, and an interrupt comes when it outstays {@link #timeout()}. Everything else here is
 * asked once, when the loop is built.
 */
@FunctionalInterface
public interface Probe {
    /**
     * Observes now. Called on a thread of selfheal's own, never twice at a time for one probe.
     *
     * @return what was seen, at most 10,000 metrics with distinct names; empty if there is nothing to report
     * @throws Exception if it could not look; the failure is recorded and the last metrics grow stale
     */
    Collection<? extends Metric> sample() throws Exception;

    /** The name in events and errors; a lambda has none of its own and gets it from {@link #of}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The component that is observed; empty for the host service itself. */
    default String component() {
        return "";
    }

    /** Time from one sample's start to the next one's, one second by default; the loop's period is the finest step. */
    default Duration interval() {
        return Duration.ofSeconds(1);
    }

    /** How long one sample may take before it is interrupted and its result ignored, two seconds by default. */
    default Duration timeout() {
        return Duration.ofSeconds(2);
    }

    /**
     * Whether a sample may have to wait for somebody, true by default: for the network, a disk, a lock that the service holds
     * while it works. What only reads memory or asks the kernel or the JVM is not blocking. Once that has shown ten times in a
     * row that it is quick, the loop's own thread samples it right before a turn, and wakes no other for it; should it hang all
     * the same, another thread goes on with the loop after little more than two seconds.
     */
    default boolean blocking() {
        return true;
    }

    /**
     * A probe of one number.
     *
     * @param metric the dotted name of the gauge, unit last; also the probe's name
     * @param value gives the number; may be slow, may throw
     * @return the probe
     */
    static Probe gauge(String metric, DoubleSupplier value) {
        return of(metric, () -> List.of(Gauge.of(metric, value.getAsDouble())));
    }

    /**
     * A probe of a yes-or-no health.
     *
     * @param metric the name of what is observed; also the probe's name
     * @param up true while it works
     * @return the probe, reporting {@link Status#UP} or {@link Status#DOWN}
     */
    static Probe health(String metric, BooleanSupplier up) {
        return of(metric, () -> List.of(new Health(metric, up.getAsBoolean() ? Status.UP : Status.DOWN, "")));
    }

    /**
     * A probe of anything.
     *
     * @param name the probe's name in events and errors
     * @param sample observes; see {@link #sample()}
     * @return the probe, for the host service, once a second
     */
    static Probe of(String name, Callable<? extends Collection<? extends Metric>> sample) {
        return new NamedProbe(name, "", Duration.ofSeconds(1), Duration.ofSeconds(2), true, sample);
    }

    /**
     * The same probe at another interval.
     *
     * @param interval time from one sample's start to the next one's; above zero
     * @return a probe that samples as this one does
     */
    default Probe every(Duration interval) {
        return new NamedProbe(name(), component(), interval, timeout(), blocking(), new Resampling(this));
    }

    /**
     * The same probe with another limit for one sample.
     *
     * @param timeout how long one sample may take; above zero
     * @return a probe that samples as this one does
     */
    default Probe within(Duration timeout) {
        return new NamedProbe(name(), component(), interval(), timeout, blocking(), new Resampling(this));
    }

    /**
     * The same probe for another component.
     *
     * @param component the component that is observed; empty for the host service
     * @return a probe that samples as this one does
     */
    default Probe on(String component) {
        return new NamedProbe(name(), component, interval(), timeout(), blocking(), new Resampling(this));
    }

    /**
     * The same probe, known to wait for nobody: see {@link #blocking()}.
     *
     * @return a probe that samples as this one does
     */
    default Probe nonBlocking() {
        return new NamedProbe(name(), component(), interval(), timeout(), false, new Resampling(this));
    }
}
