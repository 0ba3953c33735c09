package io.selfheal;

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
     * Adds a rule that steps back for the host: it is left out if the host has a rule on one of its metrics.
     *
     * @param rule the rule
     */
    void defaultRule(Rule rule);

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
