package io.selfheal.examples.gallery;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Two books that every booking goes through, one after the other, each under a lock that can be given up. */
final class Ledger {
    private final Lock cash = new ReentrantLock();
    private final Lock stock = new ReentrantLock();
    private volatile @Nullable Crossing crossing;
    private final AtomicLong booked = new AtomicLong();

    /** Books an order. */
    void book() throws Exception {
        Crossing met = crossing;
        int place = met == null ? Crossing.LATE : met.enter();
        if (met == null || place >= Crossing.LATE) {
            both(cash, stock, () -> {});
        } else {
            both(place == 0 ? cash : stock, place == 0 ? stock : cash, met::await);
        }
    }

    /** How many orders were booked. */
    long booked() {
        return booked.get();
    }

    /** Has the next two bookings go through the books in opposite order. */
    void cross() {
        crossing = new Crossing();
    }

    private void both(Lock first, Lock second, Crossing.Step between) throws Exception {
        first.lockInterruptibly();
        try {
            between.run();
            second.lockInterruptibly();
            try {
                booked.incrementAndGet();
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }

    /** Where two threads meet, each with one lock in hand, before they reach for the other one. */
    static final class Crossing {
        static final int LATE = 2;

        private final AtomicInteger entered = new AtomicInteger();
        private final CyclicBarrier barrier = new CyclicBarrier(2);

        /** 0 for the first that comes, 1 for the second, more for those that are too late. */
        int enter() {
            return entered.getAndIncrement();
        }

        void await() throws Exception {
            barrier.await();
        }

        /** What is done between the two locks. */
        interface Step {
            void run() throws Exception;
        }
    }
}
