package io.selfheal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An action that hangs until it is let go, obeying interrupts or not; so does its undoing, if told to. */
final class StubbornAction implements RecoveryAction {
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger undone = new AtomicInteger();
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch releaseUndo = new CountDownLatch(1);
    volatile CountDownLatch entered = new CountDownLatch(1);
    volatile CountDownLatch left = new CountDownLatch(1);
    volatile boolean cancelledSeen;
    volatile boolean interruptedSeen;
    boolean obeys;
    boolean hangs = true;
    boolean undoable;
    final CountDownLatch undoEntered = new CountDownLatch(1);
    boolean undoHangs;
    Duration timeout = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "stubborn";
    }

    @Override
    public Risk risk() {
        return Risk.SAFE;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public boolean undoable() {
        return undoable;
    }

    @Override
    public void recover(Recovery recovery) throws Exception {
        runs.incrementAndGet();
        entered.countDown();
        try {
            if (hangs && obeys) {
                release.await();
            } else if (hangs) {
                Wait.deaf(release);
            }
            recovery.report("done at last");
        } catch (InterruptedException told) {
            interruptedSeen = true;
            throw told;
        } finally {
            cancelledSeen = recovery.cancelled();
            left.countDown();
        }
    }

    @Override
    public void undo(Recovery recovery) {
        undoEntered.countDown();
        if (undoHangs) {
            Wait.deaf(releaseUndo);
        }
        undone.incrementAndGet();
    }
}
