package io.selfheal.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A real deadlock of two threads, with others that only wait behind it. */
final class Stalemate implements AutoCloseable {
    final List<Thread> members = new ArrayList<>();
    final List<Thread> bystanders = new ArrayList<>();
    final CountDownLatch freed = new CountDownLatch(1);
    private final ReentrantLock left = new ReentrantLock();
    private final ReentrantLock right = new ReentrantLock();
    private final CyclicBarrier bothHold = new CyclicBarrier(2);

    /** How a member takes its second lock. */
    private interface Taking {
        void take(ReentrantLock lock) throws InterruptedException;
    }

    /** Of locks that are waited for interruptibly, or not. */
    static Stalemate ofLocks(boolean interruptible, int bystanders) {
        Stalemate stalemate = of(interruptible ? ReentrantLock::lockInterruptibly : ReentrantLock::lock);
        for (int i = 0; i < bystanders; i++) {
            stalemate.bystander(i, i % 2 == 0 ? stalemate.left : stalemate.right);
        }
        stalemate.bystanders.forEach(Stalemate::awaitLock);
        return stalemate;
    }

    /** Of locks for which each waits an hour. */
    static Stalemate ofTimedLocks() {
        return of(lock -> {
            if (!lock.tryLock(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("waited an hour");
            }
        });
    }

    private static Stalemate of(Taking taking) {
        Stalemate stalemate = new Stalemate();
        stalemate.member(stalemate.left, stalemate.right, taking);
        stalemate.member(stalemate.right, stalemate.left, taking);
        stalemate.members.forEach(Stalemate::awaitLock);
        return stalemate;
    }

    private void member(ReentrantLock first, ReentrantLock second, Taking taking) {
        Thread thread = new Thread(
                () -> {
                    first.lock();
                    try {
                        bothHold.await();
                        taking.take(second);
                        second.unlock();
                    } catch (InterruptedException e) {
                        freed.countDown();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    } finally {
                        first.unlock();
                    }
                },
                "member-" + members.size());
        members.add(start(thread));
    }

    private void bystander(int number, ReentrantLock lock) {
        bystanders.add(start(new Thread(
                () -> {
                    lock.lock();
                    lock.unlock();
                },
                "bystander-" + number)));
    }

    /** A deadlock of monitors, which nothing ends: its threads are daemons and stay. */
    static List<Thread> ofMonitors() {
        Object left = new Object();
        Object right = new Object();
        CyclicBarrier bothHold = new CyclicBarrier(2);
        List<Thread> threads = new ArrayList<>();
        threads.add(start(new Thread(() -> hold(left, right, bothHold), "monitor-0")));
        threads.add(start(new Thread(() -> hold(right, left, bothHold), "monitor-1")));
        threads.forEach(Stalemate::awaitMonitor);
        return threads;
    }

    private static void hold(Object first, Object second, CyclicBarrier bothHold) {
        synchronized (first) {
            try {
                bothHold.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            synchronized (second) {
                throw new IllegalStateException("no deadlock");
            }
        }
    }

    private static void awaitLock(Thread thread) {
        while (!(LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer)
                || thread.getState() == Thread.State.RUNNABLE) {
            goOn(thread);
        }
    }

    private static void awaitMonitor(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED) {
            goOn(thread);
        }
    }

    private static void goOn(Thread thread) {
        if (!thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " ended instead of waiting");
        }
        Thread.onSpinWait();
    }

    private static Thread start(Thread thread) {
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    boolean freedSoon() throws InterruptedException {
        return freed.await(10, TimeUnit.SECONDS);
    }

    /** Ends it if it can be ended. */
    @Override
    public void close() {
        members.forEach(Thread::interrupt);
    }
}
