package io.selfheal.jvm;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Where deadlocks of this JVM's platform threads are found, of monitors and of {@code java.util.concurrent}'s locks. */
interface Deadlocks {
    /**
     * Every cycle of threads that wait for each other; empty if there is none. The JVM goes by what a thread waits for, and not
     * by whether it will give up: with {@code tryLock(time)} there are cycles that end by themselves.
     */
    List<List<Wait>> cycles();

    static Deadlocks ofThisJvm() {
        Roster roster = new Roster();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return () -> {
            if (!roster.contended()) {
                return List.of();
            }
            long[] ids = threads.findDeadlockedThreads();
            return ids == null ? List.of() : Cycles.in(waits(threads.getThreadInfo(ids, DEPTH)));
        };
    }

    /** Deep enough to reach from where a thread parks to the call that says whether an interrupt ends it. */
    int DEPTH = 16;

    /** The classes of the JDK on which every lock of it waits. */
    Set<String> QUEUES = Set.of(
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.AbstractQueuedLongSynchronizer");

    private static List<Wait> waits(ThreadInfo[] infos) {
        List<Wait> waits = new ArrayList<>();
        for (ThreadInfo info : infos) {
            if (info != null && info.getLockName() != null) {
                waits.add(new Wait(
                        info.getThreadId(),
                        info.getThreadName(),
                        info.getLockName(),
                        info.getLockOwnerId(),
                        interruptible(info.getStackTrace()),
                        info.getThreadState() != State.WAITING && info.getThreadState() != State.BLOCKED));
            }
        }
        return waits;
    }

    /** Told by the calls: {@code acquireInterruptibly}, {@code doAcquireInterruptibly}, {@code tryAcquireNanos}. */
    static boolean interruptible(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> QUEUES.contains(frame.getClassName())
                        && (frame.getMethodName().endsWith("Interruptibly")
                                || frame.getMethodName().endsWith("Nanos")));
    }
}
