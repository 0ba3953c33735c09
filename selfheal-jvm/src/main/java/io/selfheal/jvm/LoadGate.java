package io.selfheal.jvm;

import java.util.ArrayList;
import java.util.List;
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
 * <p>{@link LoadFilter} does that for the JDK's HTTP server; docs/jvm.md has the ten lines of a servlet filter. Safe to use
 * from any thread; never blocks. Of several limits at the same time the lowest counts.
 */
public final class LoadGate {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder come = new LongAdder();
    private final List<Restriction> restrictions = new ArrayList<>();
    private volatile int limit = Integer.MAX_VALUE;
    private volatile int closures;

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
        return closures == 0;
    }

    /** How many have come so far, those that were refused among them. */
    long come() {
        return come.sum();
    }

    /** A limit of so many, and of one at least, that is not in force yet. */
    InForce restriction(int most) {
        Restriction restriction = new Restriction(Math.max(1, most));
        return new InForce(() -> restrict(restriction), () -> lift(restriction));
    }

    /** A time out of traffic that has not begun yet. */
    InForce closure() {
        Closure closure = new Closure();
        return new InForce(() -> closure.set(true), () -> closure.set(false));
    }

    private synchronized void restrict(Restriction restriction) {
        restrictions.add(restriction);
        limit = Math.min(limit, restriction.most);
    }

    /** Without an allocation: a lack of memory must not keep requests out. */
    private synchronized void lift(Restriction restriction) {
        restrictions.remove(restriction);
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i < restrictions.size(); i++) {
            lowest = Math.min(lowest, restrictions.get(i).most);
        }
        limit = lowest;
    }

    /** One attempt's limit; equal to no other, so that none is lifted in the place of another. */
    private static final class Restriction {
        private final int most;

        Restriction(int most) {
            this.most = most;
        }
    }

    /** One attempt's time out of traffic, which counts once. */
    private final class Closure {
        private boolean counted;

        void set(boolean wanted) {
            synchronized (LoadGate.this) {
                if (counted != wanted) {
                    counted = wanted;
                    closures += wanted ? 1 : -1;
                }
            }
        }
    }
}
