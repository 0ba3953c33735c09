package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends registered work that has run for longer than a limit, by an interrupt and its own way of being cancelled, and waits a
 * second to see it end. Names each piece of work with its thread and its hot frame, five at most, and tells of the oldest one
 * its eight uppermost frames. What was cancelled before and still runs is interrupted once more; its own way of being cancelled
 * is tried only once.
 *
 * <p><b>Risk</b>: {@link Risk#MODERATE}; that work fails. <b>Needs</b>: work that is registered with {@link Tasks}, and that
 * heeds the interrupt or has a way of being cancelled; fails if something it cancelled does not end, or if a way of
 * being cancelled throws, after it has dealt with the others. <b>Undo</b>: none.
 * <b>Interrupted</b>: what was cancelled stays cancelled. <b>Verified</b> by itself, and by {@code jvm.tasks.oldest.seconds}.
 */
public final class CancelStuck implements RecoveryAction {
    private static final int NAMED = 5;
    private static final int DEPTH = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String id;
    private final Tasks tasks;
    private final Duration olderThan;
    private final Ticker ticker;
    private final Pause pause;

    /**
     * Ends work that takes too long.
     *
     * @param id the action's id
     * @param tasks where the work is registered
     * @param olderThan how long it may take
     */
    public CancelStuck(String id, Tasks tasks, Duration olderThan) {
        this(id, tasks, olderThan, Ticker.system(), Pause.system());
    }

    CancelStuck(String id, Tasks tasks, Duration olderThan, Ticker ticker, Pause pause) {
        this.id = id;
        this.tasks = tasks;
        this.olderThan = olderThan;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Risk risk() {
        return Risk.MODERATE;
    }

    @Override
    public void rehearse() {
        tasks.olderThan(olderThan.toNanos());
    }

    @Override
    public void recover(Recovery recovery) throws InterruptedException {
        List<Task> cancelled = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<Throwable> thrown = new ArrayList<>();
        String stack = "";
        for (Task task : tasks.olderThan(olderThan.toNanos())) {
            if (recovery.cancelled()) {
                break;
            }
            StackTraceElement[] frames = task.stack();
            String thread = task.threadName();
            boolean again = task.interruptAgain();
            if (again || cancelled(task, thrown)) {
                if (cancelled.isEmpty()) {
                    stack = "; " + thread + " was in " + Frames.stack(frames, DEPTH);
                }
                cancelled.add(task);
                words.add(task.name + (again ? " again on " : " on ") + thread + " in " + Frames.hot(frames));
            }
        }
        recovery.report(cancelled.isEmpty() ? "nothing has run for that long" : said(words) + stack);
        if (!pause.until(() -> cancelled.stream().noneMatch(Task::running), PATIENCE, ticker)) {
            throw failure(
                    "still runs after it was cancelled: "
                            + cancelled.stream()
                                    .filter(Task::running)
                                    .map(task -> task.name)
                                    .toList()
                            + "; give it a way of being cancelled with Tasks.call(name, cancel, work)",
                    thrown);
        }
        if (!thrown.isEmpty()) {
            throw failure(
                    "what was cancelled has ended, but a way of being cancelled failed: " + thrown.get(0), thrown);
        }
    }

    /** Whether it was cancelled now; what its own way of that throws keeps the others from nothing. */
    private static boolean cancelled(Task task, List<Throwable> thrown) {
        try {
            return task.cancel();
        } catch (Throwable failed) { // it was interrupted before that
            thrown.add(failed);
            return true;
        }
    }

    private static IllegalStateException failure(String why, List<Throwable> thrown) {
        IllegalStateException failure = new IllegalStateException(why);
        thrown.forEach(failure::addSuppressed);
        return failure;
    }

    private static String said(List<String> words) {
        String more = words.size() > NAMED ? " and " + (words.size() - NAMED) + " more" : "";
        return "cancelled " + String.join(", ", words.subList(0, Math.min(NAMED, words.size()))) + more;
    }
}
