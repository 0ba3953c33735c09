package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An action that records its runs, and does what a test tells it to: nothing, unless told otherwise.
 *
 * <pre>{@code
 * RecordingAction clear = RecordingAction.of("clear-cache").does(() -> probe.gauge("memory.used.ratio", 0.3));
 * RecordingAction shed = RecordingAction.of("shed-load").throwing(new IOException("no limiter"));
 * clear.ranOnce();
 * shed.neverRan();
 * }</pre>
 *
 * <p>Safe to use from any thread, but for its settings, which are made before the loop is built.
 */
public final class RecordingAction implements RecoveryAction {
    /** What an action does in its run. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does it.
         *
         * @param recovery the attempt
         * @throws Exception to fail
         */
        void run(Recovery recovery) throws Exception;
    }

    /**
     * One run.
     *
     * @param recovery what the action was given
     * @param when when the action was chosen, on the loop's wall clock
     */
    public record Run(Recovery recovery, Instant when) {}

    private final String id;
    private final List<Run> runs = new ArrayList<>();
    private final List<Run> undos = new ArrayList<>();
    private volatile Body body = recovery -> {};
    private volatile Body undo = recovery -> {};
    private Risk risk = Risk.SAFE;
    private Duration timeout = Duration.ofSeconds(30);
    private boolean undoable;
    private int rehearsals;

    private RecordingAction(String id) {
        this.id = id;
    }

    /**
     * A safe action that does nothing, with 30 seconds for it, and without an undo.
     *
     * @param id its id
     * @return the action
     */
    public static RecordingAction of(String id) {
        return new RecordingAction(id);
    }

    /**
     * Sets its risk.
     *
     * @param harm the risk
     * @return this
     */
    public RecordingAction risk(Risk harm) {
        risk = harm;
        return this;
    }

    /**
     * Sets its limit of time.
     *
     * @param limit how long it may take
     * @return this
     */
    public RecordingAction timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /**
     * Makes it undoable, its undo doing this.
     *
     * @param undoing what the undo does
     * @return this
     */
    public RecordingAction undoneBy(Body undoing) {
        undo = undoing;
        undoable = true;
        return this;
    }

    /**
     * Does this in every run from now on.
     *
     * @param work what it does
     * @return this
     */
    public RecordingAction does(Runnable work) {
        return performs(recovery -> work.run());
    }

    /**
     * Does this in every run from now on, knowing the attempt: to report, to look at the time left, to
     * {@linkplain VirtualTime#spend take its time}.
     *
     * @param work what it does
     * @return this
     */
    public RecordingAction performs(Body work) {
        body = work;
        return this;
    }

    /**
     * Throws in every run from now on.
     *
     * @param thrown an exception or an error
     * @return this
     */
    public RecordingAction throwing(Throwable thrown) {
        return performs(recovery -> Thrown.again(thrown));
    }

    /** Its runs, in order. */
    public List<Run> runs() {
        synchronized (runs) {
            return List.copyOf(runs);
        }
    }

    /** The runs of its undo, in order. */
    public List<Run> undos() {
        synchronized (runs) {
            return List.copyOf(undos);
        }
    }

    /** How often it was rehearsed. */
    public int rehearsals() {
        synchronized (runs) {
            return rehearsals;
        }
    }

    /** Fails the test if it ran. */
    public void neverRan() {
        ran(0);
    }

    /** Fails the test if it did not run, or ran more than once. */
    public void ranOnce() {
        ran(1);
    }

    /**
     * Fails the test if it did not run just so often.
     *
     * @param times how often
     */
    public void ran(int times) {
        assertThat(runs()).as("runs of %s", id).hasSize(times);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Risk risk() {
        return risk;
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
        note(runs, recovery);
        body.run(recovery);
    }

    @Override
    public void undo(Recovery recovery) throws Exception {
        note(undos, recovery);
        undo.run(recovery);
    }

    @Override
    public void rehearse() {
        synchronized (runs) {
            rehearsals++;
        }
    }

    private void note(List<Run> where, Recovery recovery) {
        synchronized (runs) {
            where.add(new Run(recovery, recovery.snapshot().time()));
        }
    }
}
