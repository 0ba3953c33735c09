package io.selfheal.jvm;

import io.selfheal.Evidence;
import io.selfheal.Incident;
import io.selfheal.Snapshot;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * Every platform thread with its state, its stack, the lock it waits for and who owns that; deadlocks first.
 *
 * <p>Taken 32 threads at a time, so the longest pause is that of 32 stacks (about 1 ms) and not of thousands; the threads
 * are therefore not all seen at the same instant. Which monitors a thread holds is not asked: it would take a walk of the
 * stacks in depth, or of the heap; the owner of a lock that somebody waits for is told all the same. 2,000 threads take
 * about 60 ms in all.
 */
final class ThreadDump implements Evidence {
    private static final int TOGETHER = 32;
    private static final int DEPTH = 128;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Deadlocks deadlocks;

    ThreadDump(Deadlocks deadlocks) {
        this.deadlocks = deadlocks;
    }

    @Override
    public String name() {
        return "jvm-threads";
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) {
        PrintWriter out = Text.to(to);
        for (List<Wait> cycle : deadlocks.cycles()) {
            String until = Cycles.timed(cycle) ? "DEADLOCK until one of them gives up: " : "DEADLOCK: ";
            out.println(until + Text.line(Cycles.shown(cycle)));
        }
        long[] ids = threads.getAllThreadIds();
        out.println(ids.length + " platform threads, seen " + TOGETHER + " at a time");
        for (int from = 0; from < ids.length && !Thread.currentThread().isInterrupted(); from += TOGETHER) {
            long[] some = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + TOGETHER));
            for (ThreadInfo thread : threads.getThreadInfo(some, DEPTH)) {
                if (thread != null) {
                    write(thread, out);
                }
            }
        }
        out.flush();
    }

    private static void write(ThreadInfo thread, PrintWriter out) {
        out.println();
        out.println('"' + Text.line(thread.getThreadName()) + "\" #" + thread.getThreadId() + ' '
                + thread.getThreadState());
        LockInfo lock = thread.getLockInfo();
        if (lock != null) {
            out.println("  waits for " + lock + owner(thread));
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            out.println("    at " + Frames.shown(frame));
        }
    }

    private static String owner(ThreadInfo thread) {
        String owner = thread.getLockOwnerName();
        return owner == null ? "" : ", owned by \"" + Text.line(owner) + "\" #" + thread.getLockOwnerId();
    }
}
