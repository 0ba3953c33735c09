package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine: one deterministic turn, {@link #runOnce()}; a schedule only calls it. All of its state belongs to the thread
 * that turns it. What runs elsewhere (probes, actions, callers) leaves its result where the next turn finds it, and readers
 * elsewhere see the {@link View} that each turn publishes last.
 */
public final class HealingLoop implements AutoCloseable {
    /** Later than planned by more than this many periods, and the windows that span the hole are void. */
    private static final double LATE = 1.5;

    private static final long LEAST_ALIVE = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE_MILLIS = 200;

    private final Plan first;
    private final Ticker ticker;
    private final long period;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Ballast ballast;
    private final Spares spares = new Spares();
    private final Readings readings = new Readings();
    private final Detection detection;
    private final Pasts pasts = new Pasts();
    private final Lanes lanes;
    private final Switchboard switchboard;
    private final Object lifecycle = new Object();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile View view;
    private final AtomicLong turnFailures = new AtomicLong();
    private @Nullable Crew crew;
    private @Nullable Succession succession;
    private @Nullable Pacemaker pacemaker;
    private boolean restored;
    private long turns;
    private long lastTurn;
    private boolean late;

    HealingLoop(Plan plan) {
        this.first = plan;
        this.ticker = plan.ticker();
        this.period = plan.period().toNanos();
        this.lanes = new Lanes(plan.executor());
        this.recorder = new Recorder(plan.clock(), ticker);
        this.switchboard = new Switchboard(plan.mode(), recorder, lanes.givenOr(Requests::aside));
        this.ballast = new Ballast(ticker, Reserve.ofThisJvm());
        this.hooks = new Hooks(recorder, ballast);
        this.detection = new Detection(recorder, hooks);
        detection.adopt(plan.rules(), plan.detectors());
        this.view = view(readings.snapshot(plan.clock().instant(), ticker.nanos(), true));
    }

    /**
     * Turns once: starts the samples that are due, takes in what has come back, detects, judges, decides, acts, and
     * publishes the view. To be called once a period, by one thread at a time, on a loop that was not started; with
     * {@code executor(Runnable::run)} everything that is due has happened when it returns.
     *
     * @throws IllegalStateException if the loop turns by itself, or was closed
     */
    public void runOnce() {
        if (started.get() || closed.get()) {
            throw new IllegalStateException(
                    closed.get()
                            ? "the loop is closed: build another"
                            : "the loop turns by itself: do not call runOnce()");
        }
        sample(false);
        turn();
    }

    void start() {
        if (!started.get() && !closed.get()) {
            Rehearsal.of(first.rules());
        }
        synchronized (lifecycle) {
            if (closed.get() || !started.compareAndSet(false, true)) {
                throw new IllegalStateException(
                        closed.get()
                                ? "this healer was closed: build another one"
                                : "this healer was started before: start() it once, or build another one");
            }
        }
        try {
            begin();
        } catch (RuntimeException | Error failed) { // nobody gets hold of a loop that turns already
            close();
            throw failed;
        }
    }

    private void begin() {
        synchronized (lifecycle) {
            if (closed.get()) {
                throw new IllegalStateException("this healer was closed while it was started: build another one");
            }
            ballast.take();
            spares.take();
            crew().keep();
            pacemaker = new Pacemaker(this, ticker, first.pace().toNanos());
            pacemaker.start();
        }
    }

    View view() {
        return view;
    }

    Optional<String> journal() {
        return Optional.ofNullable(first.journal()).map(Journal::name);
    }

    boolean turning() {
        View last = view;
        return !closed.get() && last.turns() > 0 && ticker.nanos() - last.nanos() <= Math.max(10 * period, LEAST_ALIVE);
    }

    /** Where callers on other threads reach it. */
    Switchboard switchboard() {
        return switchboard;
    }

    CompletableFuture<Answer> answer(String proposal, Proposal.End end, String reason) {
        return switchboard.ask(now -> succession().regime().approval().answer(proposal, end, reason, now));
    }

    /** Where events come into being, for what a replay has to tell. */
    Recorder recorder() {
        return recorder;
    }

    /** What is under way, for a replay to end it as it once ended. */
    List<Course> courses() {
        return crew().runner().courses();
    }

    /** What it was built of. */
    Plan plan() {
        return first;
    }

    /** Starts the samples that are due, and leaves those to the caller that it takes {@code here}. */
    Sampler.Due sample(boolean here) {
        return closed.get() ? Sampler.Due.NOTHING : crew().sampler().dispatch(ticker.nanos(), here);
    }

    /** One turn, the samples having been started. */
    void turn() {
        if (closed.get()) {
            return;
        }
        Crew crew = crew();
        long now = ticker.nanos();
        turn(crew, now, turns == 0 ? 0 : lateBy(now), readings -> crew.sampler().collect(now));
    }

    /**
     * One turn again, in a replay.
     *
     * @param lateBy how much too late the turn was, in nanoseconds; 0 if it was in time
     * @param seen puts what probes had seen into the readings
     */
    void turn(long lateBy, Consumer<Readings> seen) {
        turn(crew(), ticker.nanos(), lateBy, seen);
    }

    private void turn(Crew crew, long now, long lateBy, Consumer<Readings> seen) {
        Instant time = first.clock().instant();
        recorder.at(time, now);
        boolean resumed = turns == 0 || lateBy > 0;
        excuse(lateBy, crew);
        lastTurn = now;
        turns++;
        seen.accept(readings);
        Snapshot snapshot = readings.snapshot(time, now, resumed);
        if (restored) {
            observed(snapshot, lateBy);
        }
        if (restored || restore(crew, snapshot, now)) {
            succession().renew(now);
            live(crew, succession().regime(), snapshot, now);
        }
        hooks.works("turn");
        if (started.get()) {
            ballast.take();
            spares.replenish();
        }
        recorder.flush(hooks);
        view = view(snapshot);
    }

    private void live(Crew crew, Regime by, Snapshot snapshot, long now) {
        switchboard.attend(now);
        by.approval().expire(now);
        detection.look(snapshot);
        succession().look(snapshot);
        crew.runner().attend(snapshot, now);
        crew.repertoire().attend(now);
        crew.leases().attend(now, recorder, hooks);
        crew.investigation().ifPresent(collecting -> {
            collecting.look(snapshot);
            collecting.attend(now);
        });
        crew.permits().ifPresent(permits -> permits.attend(crew.runner(), now));
        crew.consultation().ifPresent(asking -> asking.attend(now));
        by.rounds().make(snapshot, now);
        if (first.journal() != null) {
            detection.keep(now);
        }
        by.plan().unobserved().check(snapshot, hooks);
    }

    /** Something in a turn failed that is nobody's but ours, or memory ran out. */
    void turnFailed(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            ballast.drop();
        }
        turnFailures.incrementAndGet();
        try {
            hooks.failed("turn", thrown);
        } catch (Throwable again) { // no memory even for that; the count says it
            turnFailures.incrementAndGet();
        }
    }

    @Override
    public void close() {
        Pacemaker turning;
        Crew working;
        synchronized (lifecycle) {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            turning = pacemaker;
            working = crew;
        }
        boolean interrupted = Thread.interrupted(); // one who was told to hurry still closes in order
        try {
            close(turning, working);
        } finally {
            switchboard.close();
            spares.close();
            first.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void close(@Nullable Pacemaker turning, @Nullable Crew working) {
        boolean ended = turning == null || turning.stop(CLOSE_MILLIS);
        if (working == null) {
            return;
        }
        if (ended) { // else the loop's state still has an owner, and is left alone
            working.stop();
            keepLearning();
            recorder.stop((sequence, time) -> new HealingEvent.LoopStopped(sequence, time, first.service()), hooks);
            view = view(view.snapshot());
        } else {
            working.abandon();
        }
        working.close(CLOSE_MILLIS);
    }

    private void keepLearning() {
        try {
            if (restored && first.journal() != null) {
                detection.keepAll(lastTurn);
            }
            hooks.works("learning");
        } catch (Throwable thrown) { // it is lost, and the host's end is not held up for it
            hooks.failed("learning", thrown);
        }
    }

    private Crew crew() {
        synchronized (lifecycle) { // close() may come from any thread
            Crew working = crew;
            if (working == null) {
                working = hire();
                crew = working;
                succession = new Succession(first, working, lanes, detection, pasts, recorder, hooks, switchboard);
            }
            return working;
        }
    }

    private Succession succession() {
        return Objects.requireNonNull(succession, "made with the crew");
    }

    private Crew hire() {
        try {
            return new Crew(first, lanes, recorder, hooks, readings, detection, spares);
        } catch (RuntimeException
                | Error thrown) { // a listener without a name, a lack of threads: nothing is left behind
            lanes.close();
            throw thrown;
        }
    }

    /** How much too late a turn is; 0 if that is no hole in time. */
    private long lateBy(long now) {
        long lateBy = now - lastTurn - period;
        return lateBy > LATE * period ? lateBy : 0;
    }

    /** What was lost to a hole in time is nobody's fault. */
    private void excuse(long lateBy, Crew crew) {
        boolean was = late;
        late = lateBy > 0;
        if (late) {
            crew.sampler().excuse(lateBy);
            crew.runner().excuse(lateBy);
            crew.repertoire().excuse(lateBy);
            if (!was) {
                recorder.record(
                        (sequence, time) -> new HealingEvent.LoopDelayed(sequence, time, Duration.ofNanos(lateBy)));
            }
        }
    }

    private void observed(Snapshot snapshot, long lateBy) {
        first.turns().ifPresent(log -> {
            if (log.whole()) {
                recorder.record(first::equipment);
            }
            log.record(recorder, snapshot, Duration.ofNanos(lateBy));
        });
    }

    /** Takes up what the journal knows; false while it is being read. */
    private boolean restore(Crew crew, Snapshot snapshot, long now) {
        Optional<Restoration.Past> read = crew.past(now);
        if (read.isEmpty()) {
            return false;
        }
        restored = true;
        Restoration.Past past = read.get();
        int open = past.memory().incidents().open().size();
        recorder.begin(past.memory(), (sequence, time) -> {
            switchboard.adopt(first.mode());
            return new HealingEvent.LoopStarted(sequence, time, first.service(), switchboard.mode(), open);
        });
        past.fault().ifPresent(fault -> hooks.failed(crew.journalName(), fault));
        if (past.cut() > 0) {
            recorder.record((sequence, time) ->
                    new HealingEvent.JournalRepaired(sequence, time, crew.journalName(), past.cut()));
        }
        detection.recall(past.learnt());
        first.source().leftOut().forEach(hooks::failed);
        first.source().policies().forEach(policy -> succession().applied(policy.name()));
        observed(snapshot, 0);
        succession().resume(snapshot, now);
        return true;
    }

    private View view(Snapshot snapshot) {
        Map<String, Long> lost = recorder.lost();
        if (turnFailures.get() > 0) {
            lost = new HashMap<>(lost);
            lost.put("turns that failed", turnFailures.get());
        }
        Memory memory = recorder.memory();
        return new View(
                first.service(),
                switchboard.mode(),
                turns,
                snapshot.nanos(),
                snapshot,
                memory.incidents().view(),
                memory.proposals().waiting(),
                memory.leases().inForce(),
                memory.silences().all(snapshot.nanos()),
                memory.deployments().all(),
                detection.forecasts(),
                memory.weather().storm(),
                hooks.view(),
                Map.copyOf(lost));
    }
}
