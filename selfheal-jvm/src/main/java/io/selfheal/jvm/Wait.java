package io.selfheal.jvm;

/**
 * A thread that waits for a lock.
 *
 * @param id its id
 * @param thread its name
 * @param lock what it waits for, class and identity
 * @param owner the id of the thread that holds the lock; negative if nobody is known to
 * @param interruptible whether an interrupt ends the wait; never for a monitor
 * @param timed whether it may end by itself: it has a time limit, or the thread was not seen to stand still
 */
record Wait(long id, String thread, String lock, long owner, boolean interruptible, boolean timed) {
    /** The wait in words. */
    String shown() {
        return thread + (timed ? " waits for a limited time for " : " waits for ") + lock;
    }
}
