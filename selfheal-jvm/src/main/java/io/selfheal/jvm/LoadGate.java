package io.selfheal.jvm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests in flight and, while told to, lets in no more than a limit. Stands in front of the host's handlers:
 *
 * <pre>{@code
 * LoadGate gate = new LoadGate();
 * if (!gate.tryAcquire()) { refuse(); return; }
 * try { handle(); } finally { gate.release(); }
 * }</pre>
 *
 * <p>{@link LoadFilter} does that for the JDK's HTTP server. Safe to use from any thread; never blocks.
 */
public final class LoadGate {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder come = new LongAdder();
    private volatile int limit = Integer.MAX_VALUE;
    private volatile boolean ready = true;

    /** Lets everything in. */
    public LoadGate() {}

    /**
     * Lets one in, unless as many as may are in flight.
     *
     * @return whether it is in; if so, {@link #release} has to follow
     */
    public boolean tryAcquire() {
        come.increment();
        int now = inFlight.get();
        while (now < limit) {
            if (inFlight.compareAndSet(now, now + 1)) {
                return true;
            }
            now = inFlight.get();
        }
        return false;
    }

    /** One that was let in is done. */
    public void release() {
        inFlight.decrementAndGet();
    }

    /** How many are in flight. */
    public int inFlight() {
        return inFlight.get();
    }

    /** How many may be in flight at the same time; {@link Integer#MAX_VALUE} while nothing is restricted. */
    public int limit() {
        return limit;
    }

    /**
     * Whether the service wants new requests, for its readiness check. Requests that come all the same are let in: who sends
     * them has not looked yet.
     */
    public boolean ready() {
        return ready;
    }

    /** How many have come so far, those that were refused among them. */
    long come() {
        return come.sum();
    }

    /** Lets in at most so many at the same time from now on; what is in flight goes on. */
    void restrict(int most) {
        limit = Math.max(1, most);
    }

    /** Restricts nothing any more. */
    void lift() {
        limit = Integer.MAX_VALUE;
    }

    void ready(boolean wanted) {
        ready = wanted;
    }
}
