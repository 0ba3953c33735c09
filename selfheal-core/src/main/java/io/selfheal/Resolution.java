package io.selfheal;

/** How an incident ended. */
public enum Resolution {
    /** An action was verified to have healed it. */
    HEALED,
    /** It cleared by itself; no action gets credit. */
    SELF_RESOLVED,
    /** The cause was found in a component that it depends on: it joined that one's incident. */
    JOINED,
    /** It was escalated, and cleared later. */
    CLEARED_AFTER_ESCALATION,
    /** Nothing watches for it any more, as its rule or detector is gone; or a later incident of the same symptom goes on. */
    ABANDONED
}
