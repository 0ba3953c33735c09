package io.selfheal.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.selfheal.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Two threads that serve one visit after the other, and a third that cuts off what takes too long. No
 * {@code ThreadPoolExecutor} and no queue of {@code java.util.concurrent}: where there is no memory its workers die, and to
 * wait at it allocates. These wait without an allocation, and outlive whatever is thrown.
 */
final class Workers implements AutoCloseable {
    private static final int WAITING = 32;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    /** How long a connection may be silent while others wait. */
    private static final long HURRY = TimeUnit.MILLISECONDS.toNanos(200);

    private final Ticker ticker = Ticker.system();
    private final long limit;
    private final SpareDescriptors spares;
    private final @Nullable Visit[] queue = new Visit[WAITING];
    private final Seat[] seats = {new Seat(), new Seat()};
    private final Thread[] threads = new Thread[seats.length + 1];
    private int head;
    private int waiting;
    private boolean closed;

    /**
     * Nothing runs yet.
     *
     * @param limit how long one visit may take
     * @param spares what is taken back whenever a connection has ended
     */
    Workers(Duration limit, SpareDescriptors spares) {
        this.limit = limit.toNanos();
        this.spares = spares;
        for (int i = 0; i < seats.length; i++) {
            Seat seat = seats[i];
            threads[i] = new Thread(() -> untilClosed(() -> serve(seat)), "selfheal-http-" + (i + 1));
        }
        threads[seats.length] = new Thread(() -> untilClosed(this::watch), "selfheal-http-watch");
    }

    void start() {
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Has it served soon; false if too many wait. */
    synchronized boolean take(Visit visit) {
        if (closed || waiting == WAITING) {
            return false;
        }
        queue[(head + waiting) % WAITING] = visit;
        waiting++;
        notifyAll();
        return true;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void untilClosed(Work work) {
        while (!over()) {
            try {
                work.run();
            } catch (Throwable thrown) { // a lack of memory: to ask for it again at once would make that worse
                Thread.interrupted();
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private synchronized boolean over() {
        return closed;
    }

    private void serve(Seat seat) throws InterruptedException {
        Visit visit = next(seat);
        if (visit == null) {
            return;
        }
        try {
            visit.serve();
        } catch (IOException hungUp) {
            return; // or was cut off
        } finally {
            leave(seat, visit);
        }
    }

    private synchronized @Nullable Visit next(Seat seat) throws InterruptedException {
        while (waiting == 0 && !closed) {
            wait();
        }
        Visit visit = queue[head];
        if (visit != null) {
            queue[head] = null;
            head = (head + 1) % WAITING;
            waiting--;
            visit.begin(Thread.currentThread());
            seat.since = ticker.nanos();
            seat.visit = visit;
            notifyAll();
        }
        return visit;
    }

    private void leave(Seat seat, Visit visit) {
        synchronized (this) {
            seat.visit = null;
        }
        visit.end();
        spares.take();
    }

    private synchronized void watch() throws InterruptedException {
        while (!closed) {
            long soonest = Long.MAX_VALUE;
            long now = ticker.nanos();
            for (Seat seat : seats) {
                soonest = Math.min(soonest, watched(seat, now));
            }
            if (soonest == Long.MAX_VALUE) {
                wait();
            } else {
                wait(NANOSECONDS.toMillis(soonest) + 1);
            }
        }
    }

    /** How long until somebody may have to go; for ever if nobody sits there. */
    private long watched(Seat seat, long now) {
        Visit visit = seat.visit;
        if (visit == null) {
            return Long.MAX_VALUE;
        }
        long most = waiting > 0 && visit.silent() ? Math.min(limit, HURRY) : limit;
        long left = most - (now - seat.since);
        if (left <= 0) {
            visit.evict();
            seat.visit = null;
            return Long.MAX_VALUE;
        }
        return left;
    }

    /** Ends them, and hangs up on whoever waits or is served. */
    @Override
    public void close() {
        hangUp();
        for (Thread thread : threads) {
            thread.interrupt();
        }
    }

    private synchronized void hangUp() {
        closed = true;
        for (Visit visit : queue) {
            if (visit != null) {
                visit.hangUp();
            }
        }
        for (Seat seat : seats) {
            if (seat.visit != null) {
                seat.visit.evict();
            }
        }
        notifyAll();
    }

    /** Waits for the threads to end, at most so long for all of them. */
    void await(Duration longest) throws InterruptedException {
        long end = ticker.nanos() + longest.toNanos();
        for (Thread thread : threads) {
            long left = NANOSECONDS.toMillis(end - ticker.nanos());
            if (left > 0 && thread != Thread.currentThread()) {
                thread.join(left);
            }
        }
    }

    /** Where one thread serves. */
    private static final class Seat {
        private @Nullable Visit visit;
        private long since;
    }
}
