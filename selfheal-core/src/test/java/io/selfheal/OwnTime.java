package io.selfheal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The time that something takes by its own fault: less what a companion, which does nothing but wake up each five
 * milliseconds, was late meanwhile. So a busy machine breaks no limit of time, and a slow method does.
 */
public final class OwnTime {
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(5);

    private final CountDownLatch awake = new CountDownLatch(1);
    private volatile boolean over;
    private volatile long late;

    private OwnTime() {}

    /** By a body. */
    public static Duration by(Runnable body) {
        OwnTime own = new OwnTime();
        Thread companion = new Thread(own::wakeUpAgainAndAgain, "companion");
        companion.setDaemon(true);
        companion.start();
        Wait.on(own.awake);
        long from = System.nanoTime();
        long before = own.late;
        body.run();
        long took = System.nanoTime() - from;
        own.over = true;
        Wait.until("the companion has woken", () -> !companion.isAlive());
        return Duration.ofNanos(Math.max(0, took - (own.late - before)));
    }

    private void wakeUpAgainAndAgain() {
        long sum = 0;
        while (!over) {
            long from = System.nanoTime();
            LockSupport.parkNanos(NAP);
            sum += Math.max(0, System.nanoTime() - from - 2 * NAP);
            late = sum;
            awake.countDown();
        }
    }
}
