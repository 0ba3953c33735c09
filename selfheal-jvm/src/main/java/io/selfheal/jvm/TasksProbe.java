package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watches what runs, and the oldest few of it more closely. */
final class TasksProbe implements Probe {
    private static final int DEPTH = 8;
    private static final double CLOSELY_SECONDS = 1;

    /** The oldest one may be meant to run for long; of each the stack is taken. */
    private static final int CLOSELY = 8;

    private final String name;
    private final Tasks tasks;
    private final Ticker ticker;
    private Map<Task, Sight> sights = Map.of();

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
        String ofStuck = "";
        double stuck = 0;
        Map<Task, Sight> seen = new HashMap<>();
        for (Task task : running.subList(0, Math.min(CLOSELY, running.size()))) {
            if ((now - task.started) / 1e9 < CLOSELY_SECONDS) {
                break;
            }
            StackTraceElement[] stack = task.stack();
            Sight sight = sight(task, Frames.trace(stack, DEPTH), now);
            double seconds = (now - sight.since) / 1e9;
            String words = task.name + " on " + task.threadName() + " in " + Frames.hot(stack);
            if (seen.isEmpty()) {
                detail = words;
            }
            if (seen.isEmpty() || seconds > stuck) {
                stuck = seconds;
                ofStuck = words;
            }
            seen.put(task, sight);
        }
        sights = seen;
        return List.of(
                Gauge.of(name + ".running.count", running.size()),
                new Gauge(name + ".oldest.seconds", oldest, detail),
                new Gauge(name + ".standstill.seconds", standstill, detail),
                new Gauge(name + ".stuck.seconds", stuck, ofStuck));
    }

    private Sight sight(Task task, int trace, long now) {
        Sight before = sights.get(task);
        return before == null || before.trace != trace ? new Sight(trace, now) : before;
    }

    /**
     * Where a task was seen.
     *
     * @param trace its uppermost frames
     * @param since when it was seen there first
     */
    private record Sight(int trace, long since) {}
}
