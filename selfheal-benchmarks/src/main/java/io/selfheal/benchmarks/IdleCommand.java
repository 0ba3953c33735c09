package io.selfheal.benchmarks;

import com.sun.management.ThreadMXBean;
import io.selfheal.SelfHealing;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code idle [--seconds N] [--millis PERIOD] [--threads N] [--without PLUGIN]}: what a healer costs a service that does
 * nothing: it starts one with the plugins of the class path and a journal, lets it settle, adds up what its threads use, and
 * tells which stop of all threads was the longest, and how many metrics were seen, so that a plugin that is not there shows.
 */
final class IdleCommand {
    private static final long SETTLING = 20;
    private static final String USAGE =
            "usage: idle [--seconds N] [--millis PERIOD] [--threads N] [--without PLUGIN,…]";

    private IdleCommand() {}

    static void run(List<String> arguments, PrintStream out) throws IOException {
        long seconds = number(arguments, "--seconds", 60);
        Duration period = Duration.ofMillis(number(arguments, "--millis", 1_000));
        idle((int) number(arguments, "--threads", 0));
        Path folder = Files.createTempDirectory("selfheal-idle-");
        SelfHealing.Builder builder = SelfHealing.builder().every(period).journal(folder.resolve("selfheal.jsonl"));
        without(arguments).forEach(builder::without);
        try (SelfHealing healing = builder.start();
                Stops stops = new Stops()) {
            pass(SETTLING);
            stops.forget();
            Map<Long, long[]> before = usage();
            long turns = healing.view().turns();
            pass(seconds);
            turns = healing.view().turns() - turns;
            long nanos = 0;
            long bytes = 0;
            for (Map.Entry<Long, long[]> thread : usage().entrySet()) {
                long[] then = before.getOrDefault(thread.getKey(), new long[2]);
                nanos += thread.getValue()[0] - then[0];
                bytes += thread.getValue()[1] - then[1];
            }
            out.printf(
                    Locale.ROOT,
                    "turns: %d in %d s, metrics: %d%n",
                    turns,
                    seconds,
                    healing.view().snapshot().size());
            out.printf(
                    Locale.ROOT,
                    "CPU: %.3f %% of a core, %.1f s an hour%n",
                    nanos / 1e7 / seconds,
                    nanos * 3.6e-6 / seconds);
            out.printf(Locale.ROOT, "allocated per turn: %.1f KiB%n", bytes / 1024.0 / Math.max(1, turns));
            out.println("longest stop of all threads: " + stops.longest());
        }
    }

    /** Threads that wait, as those of a service without work do. */
    private static void idle(int threads) {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            never.await();
                        } catch (InterruptedException end) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "worker-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** CPU nanoseconds and allocated bytes of every thread of the healer's. */
    private static Map<Long, long[]> usage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<Long, long[]> usage = new HashMap<>();
        long[] ids = threads.getAllThreadIds();
        for (ThreadInfo thread : threads.getThreadInfo(ids)) { // without stacks, which would stop all threads
            if (thread != null && thread.getThreadName().startsWith("selfheal-")) {
                long id = thread.getThreadId();
                usage.put(id, new long[] {threads.getThreadCpuTime(id), threads.getThreadAllocatedBytes(id)});
            }
        }
        return usage;
    }

    private static void pass(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static long number(List<String> arguments, String option, long otherwise) {
        int at = arguments.indexOf(option);
        if (at < 0) {
            return otherwise;
        }
        try {
            return Long.parseLong(arguments.get(at + 1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(option + " wants a whole number; " + USAGE, e);
        }
    }

    private static List<String> without(List<String> arguments) {
        int at = arguments.indexOf("--without");
        if (at < 0) {
            return List.of();
        }
        if (at + 1 == arguments.size()) {
            throw new IllegalArgumentException("--without wants the names of plugins; " + USAGE);
        }
        return List.of(arguments.get(at + 1).split(",", -1));
    }
}
