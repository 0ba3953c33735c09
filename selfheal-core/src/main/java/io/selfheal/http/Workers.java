package io.selfheal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two threads for the JDK's HTTP server, and a third that interrupts what takes too long: the server reads and writes
 * through interruptible channels, so an interrupt closes the connection and sets the thread free.
 */
final class Workers implements Executor, AutoCloseable {
    private static final int THREADS = 2;
    private static final int WAITING = 32;
    private static final long CLOSING_MILLIS = 500;

    private final Duration limit;
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor watch;

    /**
     * Starts the threads.
     *
     * @param limit how long one exchange may take
     */
    Workers(Duration limit) {
        this.limit = limit;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                MILLISECONDS,
                new ArrayBlockingQueue<>(WAITING),
                daemons(() -> "selfheal-http-" + number.incrementAndGet()));
        watch = new ScheduledThreadPoolExecutor(1, daemons(() -> "selfheal-http-watch"));
        watch.setRemoveOnCancelPolicy(true);
        pool.prestartAllCoreThreads();
        watch.prestartCoreThread();
    }

    /** Runs it soon; throws {@code RejectedExecutionException} if too many wait, which makes the server hang up. */
    @Override
    public void execute(Runnable exchange) {
        pool.execute(() -> {
            if (watch.isShutdown()) { // closed meanwhile: the server hangs up
                return;
            }
            Stint stint = new Stint(Thread.currentThread());
            Future<?> eviction = watch.schedule(stint::evict, limit.toMillis(), MILLISECONDS);
            try {
                exchange.run();
            } finally {
                eviction.cancel(false);
                stint.end();
            }
        });
    }

    @Override
    public void close() {
        watch.shutdownNow();
        pool.shutdownNow();
        try {
            if (pool.awaitTermination(CLOSING_MILLIS, MILLISECONDS)) {
                watch.awaitTermination(CLOSING_MILLIS / 2, MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons(Supplier<String> name) {
        return task -> {
            Thread thread = new Thread(task, name.get());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One exchange on one thread; an interrupt that comes late must not hit the next exchange. */
    private static final class Stint {
        private @Nullable Thread worker;

        Stint(Thread worker) {
            this.worker = worker;
        }

        synchronized void evict() {
            if (worker != null) {
                worker.interrupt();
            }
        }

        /** Also forgets an interrupt that this exchange did not take. */
        synchronized void end() {
            worker = null;
            Thread.interrupted();
        }
    }
}
