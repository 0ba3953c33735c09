package io.selfheal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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

    private final Plan plan;
    private final Ticker ticker;
    private final long period;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Readings readings = new Readings();
    private final Detection detection;
    private final AtomicReference<@Nullable Switch> request = new AtomicReference<>();
    private final Object lifecycle = new Object();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile View view;
    private volatile Mode mode;
    private final AtomicLong turnFailures = new AtomicLong();
    private @Nullable Crew crew;
    private @Nullable Pacemaker pacemaker;
    private boolean restored;
    private long turns;
    private long lastTurn;
    private boolean late;

    HealingLoop(Plan plan) {
        this.plan = plan;
        this.ticker = plan.ticker();
        this.period = plan.period().toNanos();
        this.mode = plan.mode();
        this.recorder = new Recorder(plan.clock(), ticker);
        this.hooks = new Hooks(recorder);
        this.detection = new Detection(recorder, hooks);
        plan.rules().forEach(rule -> detection.add(rule.id(), rule.newDetector()));
        Distinct names = new Distinct();
        plan.detectors().forEach(detector -> detection.add(names.name(detector.name()), detector));
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
        sample();
        turn();
    }

    void start() {
        synchronized (lifecycle) {
            if (closed.get() || !started.compareAndSet(false, true)) {
                throw new IllegalStateException(
                        closed.get()
                                ? "this healer was closed: build another one"
                                : "this healer was started before: start() it once, or build another one");
            }
            crew();
            pacemaker = new Pacemaker(this, ticker, period);
            pacemaker.start();
        }
    }

    View view() {
        return view;
    }

    boolean turning() {
        View last = view;
        return !closed.get() && last.turns() > 0 && ticker.nanos() - last.nanos() <= Math.max(10 * period, LEAST_ALIVE);
    }

    void mode(Mode next, String reason) {
        request.set(new Switch(Objects.requireNonNull(next, "mode"), Objects.requireNonNull(reason, "reason")));
    }

    /** Starts the samples that are due. */
    void sample() {
        if (!closed.get()) {
            crew().sampler().dispatch(ticker.nanos());
        }
    }

    /** One turn, the samples having been started. */
    void turn() {
        if (closed.get()) {
            return;
        }
        Crew crew = crew();
        long now = ticker.nanos();
        boolean resumed = turns == 0 || heldUp(now, crew);
        lastTurn = now;
        turns++;
        crew.sampler().collect(now);
        Snapshot snapshot = readings.snapshot(plan.clock().instant(), now, resumed);
        if (restored || restore(crew, snapshot, now)) {
            switchMode();
            detection.look(snapshot);
            crew.runner().attend(snapshot, now);
            crew.rounds().make(snapshot, now);
            plan.unobserved().check(snapshot, hooks);
        }
        hooks.works("turn");
        recorder.flush(hooks);
        view = view(snapshot);
    }

    /** Something in a turn failed that is nobody's but ours, or memory ran out. */
    void turnFailed(Throwable thrown) {
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
            plan.close();
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
            working.runner().close();
            recorder.stop((sequence, time) -> new HealingEvent.LoopStopped(sequence, time, plan.service()), hooks);
            view = view(view.snapshot());
        } else {
            working.runner().stop();
        }
        working.close(recorder, CLOSE_MILLIS);
    }

    /** The mode in force, for the guard. */
    Mode mode() {
        return mode;
    }

    private Crew crew() {
        synchronized (lifecycle) { // close() may come from any thread
            Crew working = crew;
            if (working == null) {
                working = Crew.of(plan, this::mode, recorder, hooks, readings, detection);
                crew = working;
            }
            return working;
        }
    }

    private boolean heldUp(long now, Crew crew) {
        long lateBy = now - lastTurn - period;
        boolean was = late;
        late = lateBy > LATE * period;
        if (late) {
            crew.sampler().excuse(lateBy);
            crew.runner().excuse(lateBy);
            if (!was) {
                recorder.record(
                        (sequence, time) -> new HealingEvent.LoopDelayed(sequence, time, Duration.ofNanos(lateBy)));
            }
        }
        return late;
    }

    /** Takes up what the journal knows; false while it is being read. */
    private boolean restore(Crew crew, Snapshot snapshot, long now) {
        Optional<Restoration.Past> read = crew.past(now);
        if (read.isEmpty()) {
            return false;
        }
        restored = true;
        Restoration.Past past = read.get();
        past.memory().switched().ifPresent(switched -> mode = mode.compareTo(switched) < 0 ? mode : switched);
        int open = past.memory().incidents().open().size();
        recorder.begin(
                past.memory(),
                (sequence, time) -> new HealingEvent.LoopStarted(sequence, time, plan.service(), mode, open));
        past.fault().ifPresent(fault -> hooks.failed(crew.journalName(), fault));
        if (past.cut() > 0) {
            recorder.record((sequence, time) ->
                    new HealingEvent.JournalRepaired(sequence, time, crew.journalName(), past.cut()));
        }
        plan.leftOut().forEach(hooks::failed);
        new Resumption(plan, detection, crew.runner(), crew.rounds(), recorder).resume(snapshot, now);
        return true;
    }

    private void switchMode() {
        Switch wanted = request.getAndSet(null);
        if (wanted != null) {
            mode = wanted.mode();
            recorder.record(
                    (sequence, time) -> new HealingEvent.ModeChanged(sequence, time, wanted.mode(), wanted.reason()));
        }
    }

    private View view(Snapshot snapshot) {
        Map<String, Long> lost = recorder.lost();
        if (turnFailures.get() > 0) {
            lost = new HashMap<>(lost);
            lost.put("turns that failed", turnFailures.get());
        }
        return new View(
                plan.service(),
                mode,
                turns,
                snapshot.nanos(),
                snapshot,
                recorder.memory().incidents().view(),
                hooks.view(),
                Map.copyOf(lost));
    }

    private record Switch(Mode mode, String reason) {}
}
