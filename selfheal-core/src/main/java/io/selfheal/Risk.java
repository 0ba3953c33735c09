package io.selfheal;

/** How much harm an action may do, from none to a lot. */
public enum Risk {
    /** No user notices: trim a cache, close idle files. */
    SAFE,
    /** Some users are served a little worse for a while: throttle, use a fallback. */
    LOW,
    /** Work in progress may fail: interrupt a task, recycle a pool. */
    MODERATE,
    /** The service is gone for a while: restart. */
    HIGH
}
