package io.selfheal.examples.gallery;

import io.selfheal.jvm.Tasks;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hands orders on to a warehouse, each on a thread of its own that waits for the receipt. */
final class Exports {
    /** Deep recursion was once a worry here; it is also what makes the threads dear. */
    private static final long STACK = 16L << 20;

    /** How long the warehouse takes for a receipt. */
    private static final long RECEIPT_MILLIS = 5;

    private final Tasks tasks = Tasks.named("exports");
    private volatile boolean receipts = true;

    /** What is handed on right now. */
    Tasks tasks() {
        return tasks;
    }

    /** Begins to hand an order on. */
    void export(long order) {
        Thread thread = new Thread(null, () -> tasks.run("export " + order, this::await), "export-" + order, STACK);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the warehouse sends receipts from now on. */
    void receipts(boolean sent) {
        receipts = sent;
    }

    private void await() {
        CountDownLatch receipt = new CountDownLatch(receipts ? 0 : 1);
        try {
            TimeUnit.MILLISECONDS.sleep(RECEIPT_MILLIS);
            receipt.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
