package io.selfheal.jvm;

/**
 * A thread that waits for a lock.
 *
 * @param id its id
 * @param thread its name
 * @param lock what it waits for, class and identity
 * @param owner the id of the thread that holds the lock; negative if nobody is known to
 * @param interruptible whether an interrupt ends the wait; never for a monitor
 */
record Wait(long id, String thread, String lock, long owner, boolean interruptible) {
    /** The wait in words. */
    String shown() {
        return thread + " waits for " + lock;
    }
}
