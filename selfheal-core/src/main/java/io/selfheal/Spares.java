package io.selfheal;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * File descriptors held in reserve for the bad case: lent, when there is none left, to what has to see, to mend or to record
 * it, right before it needs them, and taken back when it is done. Empty until they are first taken, and where there is no
 * {@code /dev/null}, as on Windows, which has no such limit. From any thread; no user code runs under its lock.
 */
final class Spares implements AutoCloseable {
    private static final int MOST = 16;
    private static final int TO_LOOK = 2;
    private static final int TO_ACT = 8;

    /** Taking them must not bring the lack about. */
    private static final int PLENTY = 4 * MOST;

    /** How many turns to let pass before it is tried again: to count descriptors is not for nothing. */
    private static final int PATIENCE = 10;

    private final Deque<FileInputStream> held = new ArrayDeque<>(MOST);
    private int patience;
    private boolean closed;

    /** Takes the first ones. */
    void take() {
        refill(MOST);
    }

    /** Takes what is missing if there are plenty; called every turn, so it looks seldom, and not at all while it has all. */
    void replenish() {
        if (missing() && patience-- <= 0) {
            patience = PATIENCE;
            if (plenty()) {
                refill(MOST);
            }
        }
    }

    /** Calls what may be called once more: if it fails where no descriptor is left, then again with some of these. */
    <T> T looking(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (Throwable failed) { // how a lack of descriptors shows differs from call to call, so it is looked for
            int lent = failed instanceof InterruptedException || !noneLeft() ? 0 : lend(TO_LOOK);
            if (lent == 0) {
                throw failed;
            }
            try {
                return work.call();
            } finally {
                refill(lent);
            }
        }
    }

    /** Calls what may not be called twice, with some of these from the beginning if no descriptor is left. */
    <T> T acting(Callable<T> work) throws Exception {
        int lent = noneLeft() ? lend(TO_ACT) : 0;
        try {
            return work.call();
        } finally {
            refill(lent);
        }
    }

    synchronized int held() {
        return held.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        lend(MOST);
    }

    private synchronized boolean missing() {
        return !closed && held.size() < MOST;
    }

    /** Whether there is nothing that could be opened, though there once was. */
    private synchronized boolean noneLeft() {
        if (held.isEmpty()) {
            return false;
        }
        try {
            open().close();
            return false;
        } catch (IOException none) {
            return true;
        }
    }

    private synchronized int lend(int most) {
        int lent = 0;
        while (lent < most && !held.isEmpty()) {
            try {
                held.pop().close();
            } catch (IOException closedAllTheSame) {
                // the descriptor is given back before anything can fail
            }
            lent++;
        }
        return lent;
    }

    private synchronized void refill(int most) {
        try {
            for (int i = 0; i < most && held.size() < MOST && !closed; i++) {
                held.push(open());
            }
        } catch (IOException none) {
            return; // somebody else was quicker
        }
    }

    private static FileInputStream open() throws IOException {
        return new FileInputStream("/dev/null");
    }

    private static boolean plenty() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    && system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() > PLENTY;
        } catch (Throwable none) { // counting them takes one, and throws an Error where there is none
            return false;
        }
    }
}
