package io.selfheal;

/** What verification found after an action. */
public enum Verdict {
    /** The symptom is gone, by the clearing level, and nothing else came in its place. */
    HEALED,
    /** The symptom is still there. */
    NO_EFFECT,
    /**
     * The symptom grew by more than its hysteresis band, or, gone or not, another one appeared on the component, where the
     * action worked, or on what depends on these.
     */
    WORSE,
    /** The action threw, the process ended while it ran, or its rule or detector is gone, so that nobody judges it. */
    FAILED,
    /** The action did not return in time. */
    TIMED_OUT
}
