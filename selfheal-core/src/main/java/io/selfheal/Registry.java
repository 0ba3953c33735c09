package io.selfheal;

import java.util.Set;

/** Where a {@link HealingPlugin} leaves what it contributes. Used while the loop is built, on the building thread. */
public interface Registry {
    /** The service's name. */
    String service();

    /**
     * Adds a probe.
     *
     * @param probe the probe
     */
    void probe(Probe probe);

    /**
     * Adds a detector whose symptoms no rule answers for.
     *
     * @param detector the detector
     */
    void detector(Detector detector);

    /**
     * Adds a rule that steps back for the host: it is left out if the host has a rule on one of its metrics that holds it
     * against the same (a limit, what is usual, or when it runs out, see {@link Rule.Basis}).
     *
     * @param rule the rule
     */
    void defaultRule(Rule rule);

    /**
     * The same for a rule that also steps back for one on another metric, which tells of the same thing.
     *
     * @param rule the rule
     * @param alike the names of other metrics, such as {@code disk.used.ratio} for a rule on {@code disk.free.bytes}
     */
    default void defaultRule(Rule rule, Set<String> alike) {
        defaultRule(rule);
    }

    /** The names of the host's own probes, those of policies included, to add rules for what they report. */
    default Set<String> probes() {
        return Set.of();
    }

    /**
     * Adds an action.
     *
     * @param action the action
     */
    void action(RecoveryAction action);

    /**
     * Adds a guard, asked after the safety kernel's own.
     *
     * @param guard the guard
     */
    void guard(Guard guard);

    /**
     * Adds a listener.
     *
     * @param listener the listener
     */
    void listener(HealingListener listener);

    /**
     * Adds a collector of evidence.
     *
     * @param collector the collector
     */
    void evidence(Evidence collector);

    /**
     * Has something closed when the loop is closed, after the last action ended.
     *
     * @param resource what to close, in at most a second
     */
    void closing(AutoCloseable resource);
}
