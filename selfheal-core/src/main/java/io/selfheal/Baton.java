package io.selfheal;

import org.jspecify.annotations.Nullable;

/**
 * Who of two threads owns the loop. One that goes into code from which it may not come back lays the baton down meanwhile;
 * left there for too long, it is taken by the other. What the former owner wrote is seen by the next one.
 */
final class Baton {
    private Thread owner;
    private @Nullable Thread watcher;
    private boolean down;
    private long since;

    Baton(Thread first) {
        this.owner = first;
    }

    synchronized boolean owned() {
        return owner == Thread.currentThread();
    }

    /** The thread that stands by to take over; null if there is none. */
    synchronized @Nullable Thread watcher() {
        return watcher;
    }

    /** Stands by. */
    synchronized void watch() {
        watcher = Thread.currentThread();
    }

    /** The owner lays it down. */
    synchronized void layDown(long now) {
        down = true;
        since = now;
    }

    /** Takes it up again; false if another one has it by now. */
    synchronized boolean takeUp() {
        if (owner != Thread.currentThread()) {
            return false;
        }
        down = false;
        return true;
    }

    /** Takes it for good if it lies there; who owns it then. */
    synchronized Thread claim() {
        if (down) {
            owner = Thread.currentThread();
            down = false;
        }
        return owner;
    }

    /** Takes it if it has lain there for so long; nobody stands by from then on. */
    synchronized boolean takeOver(long now, long patience) {
        if (!down || now - since < patience) {
            return false;
        }
        owner = Thread.currentThread();
        down = false;
        watcher = null;
        return true;
    }
}
