package io.selfheal.llm;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that are waited for so long and no longer, and whose failures are theirs: each on a thread of its own, one at a time. One
 * that does not end keeps its thread, and others from being made, until it does.
 */
final class Errands {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Semaphore idle = new Semaphore(1);

    /** Throws what the call throws, or why it was not waited for, or not made at all. */
    <T> T run(Callable<T> call, Duration within) throws Discarded, CallFailedException {
        Duration patience = within.compareTo(LONGEST) < 0 ? within : LONGEST;
        if (patience.isNegative() || patience.isZero()) {
            throw new Discarded("TooLate", "there is no time left to ask");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        FutureTask<T> errand = new FutureTask<>(call);
        try {
            if (!idle.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Discarded("InFlight", "an earlier call has not come back");
            }
            start(errand);
            return errand.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new Discarded("TimedOut", "no answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Discarded("Interrupted", "the thread that waited for it was interrupted");
        } catch (ExecutionException failed) {
            throw failure(failed);
        } finally {
            errand.cancel(true);
        }
    }

    private void start(FutureTask<?> errand) throws CallFailedException {
        Thread thread = new Thread(
                () -> {
                    try {
                        errand.run();
                    } finally {
                        idle.release();
                    }
                },
                "selfheal-narrator");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            idle.release();
            throw new CallFailedException(noThread);
        }
    }

    /** Whatever it was, it ended the errand's thread and not this one. */
    private static CallFailedException failure(ExecutionException failed) throws Discarded {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        if (cause instanceof Discarded discarded) {
            throw discarded;
        }
        return cause instanceof CallFailedException call ? call : new CallFailedException(cause);
    }
}
