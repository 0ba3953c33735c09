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
import java.util.concurrent.atomic.AtomicReference;
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
    private final Readings readings = new Readings();
    private final Detection detection;
    private final Lanes lanes;
    private final Requests requests = new Requests();
    private final AtomicReference<@Nullable Switch> request = new AtomicReference<>();
    private final Object lifecycle = new Object();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile View view;
    private volatile Mode mode;
    private final AtomicLong turnFailures = new AtomicLong();
    private @Nullable Crew crew;
    private @Nullable Regime regime;
    private @Nullable PolicyWatch policies;
    private @Nullable Pacemaker pacemaker;
    private boolean restored;
    private long turns;
    private long firstTurn;
    private long lastTurn;
    private boolean late;

    HealingLoop(Plan plan) {
        this.first = plan;
        this.ticker = plan.ticker();
        this.period = plan.period().toNanos();
        this.mode = plan.mode();
        this.lanes = new Lanes(plan.executor());
        this.recorder = new Recorder(plan.clock(), ticker);
        this.hooks = new Hooks(recorder);
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

    CompletableFuture<Answer> silence(Silence silence) {
        return requests.ask(now -> {
            recorder.record((sequence, time) -> new HealingEvent.SilenceBegan(sequence, time, silence));
            return new Answer(true, "silenced for " + Words.duration(silence.lasts()));
        });
    }

    CompletableFuture<Answer> endSilence(String component, String reason) {
        return requests.ask(now -> {
            if (!recorder.memory().silences().holds(Text.name(component), now)) {
                return new Answer(false, "there is no silence over " + (component.isEmpty() ? "all" : component));
            }
            recorder.record((sequence, time) -> new HealingEvent.SilenceEnded(sequence, time, component, reason));
            return new Answer(true, "healing goes on");
        });
    }

    CompletableFuture<Answer> answer(String proposal, Proposal.End end, String reason) {
        return requests.ask(now -> regime(crew()).approval().answer(proposal, end, reason, now));
    }

    /** Where events come into being, for what a replay has to tell. */
    Recorder recorder() {
        return recorder;
    }

    /** What is under way, for a replay to end it as it once ended. */
    List<Course> courses() {
        return crew().runner().courses();
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
        firstTurn = turns == 0 ? now : firstTurn;
        lastTurn = now;
        turns++;
        seen.accept(readings);
        Snapshot snapshot = readings.snapshot(time, now, resumed);
        if (restored) {
            observed(snapshot, lateBy);
        }
        if (restored || restore(crew, snapshot, now)) {
            renew(crew, snapshot, now);
            live(crew, regime(crew), snapshot, now);
        }
        hooks.works("turn");
        recorder.flush(hooks);
        view = view(snapshot);
    }

    private void live(Crew crew, Regime by, Snapshot snapshot, long now) {
        switchMode();
        requests.attend(now);
        by.approval().expire(now);
        detection.look(snapshot);
        crew.runner().attend(snapshot, now);
        crew.leases().attend(now, recorder, hooks);
        crew.investigation().ifPresent(collecting -> {
            collecting.look(snapshot);
            collecting.attend(now);
        });
        crew.permits().ifPresent(permits -> permits.attend(crew.runner()));
        by.rounds().make(snapshot, now);
        by.plan().unobserved().check(snapshot, hooks);
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
            requests.close();
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
            recorder.stop((sequence, time) -> new HealingEvent.LoopStopped(sequence, time, first.service()), hooks);
            view = view(view.snapshot());
        } else {
            working.abandon();
        }
        working.close(CLOSE_MILLIS);
    }

    private Crew crew() {
        synchronized (lifecycle) { // close() may come from any thread
            Crew working = crew;
            if (working == null) {
                working = hire();
                crew = working;
            }
            return working;
        }
    }

    private Crew hire() {
        try {
            return new Crew(first, lanes, recorder, hooks, readings, detection);
        } catch (RuntimeException
                | Error thrown) { // a listener without a name, a lack of threads: nothing is left behind
            lanes.close();
            throw thrown;
        }
    }

    private Regime regime(Crew crew) {
        Regime current = regime;
        if (current == null) {
            current = regime(first, crew);
            regime = current;
            if (!first.source().policies().isEmpty()) {
                policies = new PolicyWatch(first.source(), lanes.lane("policy", 1, 1), ticker, hooks);
            }
        }
        return current;
    }

    private Regime regime(Plan plan, Crew crew) {
        Modes modes = new Modes(() -> mode, plan.modes());
        return new Regime(plan, modes, crew, detection, recorder, hooks, firstTurn);
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
        past.memory().switched().ifPresent(switched -> mode = mode.compareTo(switched) < 0 ? mode : switched);
        int open = past.memory().incidents().open().size();
        recorder.begin(
                past.memory(),
                (sequence, time) -> new HealingEvent.LoopStarted(sequence, time, first.service(), mode, open));
        past.fault().ifPresent(fault -> hooks.failed(crew.journalName(), fault));
        if (past.cut() > 0) {
            recorder.record((sequence, time) ->
                    new HealingEvent.JournalRepaired(sequence, time, crew.journalName(), past.cut()));
        }
        first.source().leftOut().forEach(hooks::failed);
        first.source().policies().forEach(policy -> applied(policy.name(), first));
        observed(snapshot, 0);
        new Resumption(regime(crew), detection, crew.runner(), recorder).resume(snapshot, now);
        return true;
    }

    /** Goes on by a policy that has changed, or says why not. */
    private void renew(Crew crew, Snapshot snapshot, long now) {
        PolicyWatch.Renewal renewal =
                policies == null ? null : policies.attend(now).orElse(null);
        if (renewal == null) {
            return;
        }
        String hook = "policy " + renewal.policy();
        if (renewal.plan().isEmpty()) {
            recorder.record((sequence, time) ->
                    new HealingEvent.PolicyRejected(sequence, time, renewal.policy(), renewal.problems()));
            hooks.failing(hook, new Fault("PolicyRejected", String.join("; ", renewal.problems()), ""));
            return;
        }
        Plan next = renewal.plan().get();
        hooks.mended(hook);
        mode = recorder.memory()
                .switched()
                .filter(switched -> switched.compareTo(next.mode()) < 0)
                .orElse(next.mode());
        detection.adopt(next.rules(), next.detectors());
        crew.adopt(next);
        Regime by = regime(next, crew);
        regime = by;
        applied(renewal.policy(), next);
        new Resumption(by, detection, crew.runner(), recorder).renew(snapshot);
    }

    private void applied(String policy, Plan plan) {
        int rules = plan.rules().size();
        recorder.record((sequence, time) -> new HealingEvent.PolicyApplied(sequence, time, policy, mode, rules));
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
        Memory memory = recorder.memory();
        return new View(
                first.service(),
                mode,
                turns,
                snapshot.nanos(),
                snapshot,
                memory.incidents().view(),
                memory.proposals().waiting(),
                memory.leases().inForce(),
                memory.silences().all(snapshot.nanos()),
                memory.weather().storm(),
                hooks.view(),
                Map.copyOf(lost));
    }

    private record Switch(Mode mode, String reason) {}
}
