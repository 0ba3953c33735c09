package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches what runs, and the oldest of it more closely. */
final class TasksProbe implements Probe {
    private static final int DEPTH = 8;
    private static final double CLOSELY_SECONDS = 1;

    private final String name;
    private final Tasks tasks;
    private final Ticker ticker;
    private @Nullable Task watched;
    private int trace;
    private long since;

    TasksProbe(String name, Tasks tasks, Ticker ticker) {
        this.name = name;
        this.tasks = tasks;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public Collection<? extends Metric> sample() {
        List<Task> running = tasks.olderThan(-1);
        long now = ticker.nanos();
        double oldest = running.isEmpty() ? 0 : (now - running.get(0).started) / 1e9;
        double standstill = Math.max(0, Math.min(oldest, (now - tasks.lastEnd()) / 1e9));
        String detail = "";
        double stuck = 0;
        if (oldest >= CLOSELY_SECONDS) {
            Task task = running.get(0);
            StackTraceElement[] stack = task.stack();
            stuck = stuck(task, Frames.trace(stack, DEPTH), now);
            detail = task.name + " on " + task.threadName() + " in " + Frames.hot(stack);
        } else {
            watched = null;
        }
        return List.of(
                Gauge.of(name + ".running.count", running.size()),
                new Gauge(name + ".oldest.seconds", oldest, detail),
                new Gauge(name + ".standstill.seconds", standstill, detail),
                new Gauge(name + ".stuck.seconds", stuck, detail));
    }

    private double stuck(Task task, int now, long time) {
        if (watched != task || trace != now) {
            watched = task;
            trace = now;
            since = time;
        }
        return (time - since) / 1e9;
    }
}
