package io.selfheal.jvm;

import io.selfheal.Probe;
import io.selfheal.Ticker;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The work that a host does, as far as it says so: what runs, since when, and on which thread. It is watched by
 * {@link #probe()} and ended by {@link CancelStuck}.
 *
 * <pre>{@code
 * Tasks tasks = new Tasks();
 * tasks.run("price order 4711", () -> price(order));   // or: Executor watched = tasks.watching("orders", executor)
 * SelfHealing.builder().probe(tasks.probe())
 * }</pre>
 *
 * <p>Safe to use from any thread; to begin and end a piece of work costs about 0.1 µs.
 */
public final class Tasks {
    private final Set<Task> running = ConcurrentHashMap.newKeySet();
    private final String label;
    private final Ticker ticker;
    private volatile long lastEnd;

    /** Nothing runs yet. */
    public Tasks() {
        this("", Ticker.system());
    }

    Tasks(Ticker ticker) {
        this("", ticker);
    }

    private Tasks(String label, Ticker ticker) {
        this.label = label;
        this.ticker = ticker;
        this.lastEnd = ticker.nanos();
    }

    /**
     * Work of one kind, where there are several that are judged apart: {@code Tasks.named("exports")} is watched as
     * {@code jvm.tasks.exports.oldest.seconds} and so on.
     *
     * @param label what to call it in the metrics' names: lower-case letters, digits, {@code -} and {@code _}, at most 64
     * @return nothing runs yet
     * @throws IllegalArgumentException for a label that does not fit
     */
    public static Tasks named(String label) {
        return named(label, Ticker.system());
    }

    static Tasks named(String label, Ticker ticker) {
        return new Tasks("." + Label.fitting("tasks", label), ticker);
    }

    /**
     * Runs a piece of work on the calling thread.
     *
     * @param name what it is, for the record
     * @param work the work
     */
    public void run(String name, Runnable work) {
        Task task = begin(name, () -> {});
        try {
            work.run();
        } finally {
            end(task);
        }
    }

    /**
     * Runs a piece of work on the calling thread that an interrupt alone does not end.
     *
     * @param name what it is, for the record
     * @param cancel what else to do to end it: close its socket, cancel its statement. Called at most once, on a thread of
     *     selfheal's own, maybe right after the work has ended
     * @param work the work
     * @param <T> what it results in
     * @return its result
     * @throws Exception what it throws
     */
    public <T> T call(String name, Runnable cancel, Callable<T> work) throws Exception {
        Task task = begin(name, cancel);
        try {
            return work.call();
        } finally {
            end(task);
        }
    }

    /**
     * An executor whose tasks are all watched.
     *
     * @param name what they are, for the record
     * @param executor what runs them
     * @return what to give them to
     */
    public Executor watching(String name, Executor executor) {
        return work -> executor.execute(() -> run(name, work));
    }

    /**
     * Watches them: {@code jvm.tasks.running.count}, {@code jvm.tasks.oldest.seconds} (0 while nothing runs),
     * {@code jvm.tasks.standstill.seconds}, for how long something has run and nothing has ended (with many that run, the first
     * sign that all of them hang; while there is merely much to do, some end all the time), and
     * {@code jvm.tasks.stuck.seconds}, for how long one of the eight oldest has been seen in the same eight uppermost frames. A
     * sample costs 1 µs, and for each of these that has run for a second 30 µs more, for its stack.
     */
    public Probe probe() {
        return new TasksProbe("jvm.tasks" + label, this, ticker);
    }

    /** How many run now. */
    public int running() {
        return running.size();
    }

    /** Those that have run for longer than a number of nanoseconds, the oldest first. */
    List<Task> olderThan(long nanos) {
        long now = ticker.nanos();
        return running.stream()
                .filter(task -> now - task.started > nanos)
                .sorted(Comparator.comparingLong(task -> task.started - now))
                .toList();
    }

    private Task begin(String name, Runnable cancel) {
        Task task = new Task(name, ticker.nanos(), cancel);
        running.add(task);
        return task;
    }

    /** When the last one ended; when this was made, before the first did. */
    long lastEnd() {
        return lastEnd;
    }

    private void end(Task task) {
        running.remove(task);
        lastEnd = ticker.nanos();
        if (task.end() && running.stream().anyMatch(Task::cancelledHere)) {
            Thread.currentThread().interrupt(); // what this one was a part of is to end, too
        }
    }
}
