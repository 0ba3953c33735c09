package io.selfheal;

/** What verification found after an action. */
public enum Verdict {
    /** The symptom is gone, by the clearing level. */
    HEALED,
    /** The symptom is still there. */
    NO_EFFECT,
    /** The symptom grew by more than its hysteresis band, or another one appeared on the component. */
    WORSE,
    /** The action threw, or the process ended while it ran. */
    FAILED,
    /** The action did not return in time. */
    TIMED_OUT
}
