package io.selfheal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plan in force, and the next one when a policy has changed: open incidents, cooldowns and budgets go on. */
final class Succession {
    private final Crew crew;
    private final Detection detection;
    private final Pasts pasts;
    private final BlindSpots blindSpots;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Switchboard switchboard;
    private final @Nullable PolicyWatch policies;
    private final long started;
    /** What is shown as failing for a change that was rejected. */
    private final Set<String> rejected = new HashSet<>();

    private Regime regime;

    Succession(
            Plan first,
            Crew crew,
            Lanes lanes,
            Detection detection,
            Pasts pasts,
            Recorder recorder,
            Hooks hooks,
            Switchboard switchboard) {
        this.crew = crew;
        this.detection = detection;
        this.pasts = pasts;
        this.blindSpots = new BlindSpots(recorder, hooks);
        this.recorder = recorder;
        this.hooks = hooks;
        this.switchboard = switchboard;
        this.started = first.ticker().nanos();
        this.policies = first.source().policies().isEmpty()
                ? null
                : new PolicyWatch(first.source(), lanes.lane("policy", 1, 1), first.ticker(), hooks);
        this.regime = regime(first, Turnover.NONE);
    }

    Regime regime() {
        return regime;
    }

    /** Takes in what is usual, tells what cannot be told, and repeats what must not be forgotten. */
    void look(Snapshot snapshot) {
        DecisionEngine engine = regime.plan().engine();
        pasts.look(snapshot, !detection.symptoms().isEmpty(), gauge -> looksBackAt(engine, gauge));
        blindSpots.look(snapshot, engine);
        Memory memory = recorder.memory();
        if (memory.repetitionDue()) {
            repeat(memory, snapshot.nanos());
            memory.repeated();
        }
    }

    private void repeat(Memory memory, long now) {
        List<Trial> trials = memory.track().trials();
        if (!trials.isEmpty()) {
            recorder.record((sequence, time) -> new HealingEvent.TrialsKept(sequence, time, trials));
        }
        List<Silence> silences = memory.silences().left(now);
        if (memory.switched().isPresent() || !silences.isEmpty()) {
            Mode mode = memory.switched().orElse(Mode.ENFORCE);
            recorder.record((sequence, time) -> new HealingEvent.InstructionsKept(sequence, time, mode, silences));
        }
        List<PastRun> runs = memory.ledger().past(now);
        if (!runs.isEmpty()) {
            recorder.record((sequence, time) -> new HealingEvent.RunsKept(sequence, time, runs));
        }
        for (Incident incident : memory.incidents().resting()) {
            recorder.record((sequence, time) -> new HealingEvent.IncidentKept(
                    sequence,
                    time,
                    incident.id(),
                    incident.symptom(),
                    incident.opened(),
                    incident.state(),
                    incident.attempts()));
        }
    }

    private boolean looksBackAt(DecisionEngine engine, String gauge) {
        try {
            return engine.looksBackAt(gauge);
        } catch (Throwable thrown) { // then it has to judge without
            hooks.failed("engine's look back", thrown);
            return false;
        }
    }

    /** Takes up, after a start, what was open when the process ended. */
    void resume(Snapshot snapshot, long now) {
        new Resumption(regime, detection, crew.runner(), recorder).resume(snapshot, now);
    }

    /** Goes on by a policy that has changed, or says why not. */
    void renew(long now) {
        Optional<PolicyWatch.Renewal> renewal = policies == null ? Optional.empty() : policies.attend(now);
        if (renewal.isEmpty()) {
            return;
        }
        String policy = renewal.get().policy();
        if (renewal.get().plan().isPresent()) {
            mend();
            adopt(renewal.get().plan().get());
            applied(policy);
            new Resumption(regime, detection, crew.runner(), recorder).renew();
        } else {
            recorder.record((sequence, time) -> new HealingEvent.PolicyRejected(
                    sequence, time, policy, renewal.get().problems()));
            String problems = String.join("; ", renewal.get().problems());
            hooks.failing("policy " + policy, new Fault("PolicyRejected", problems, ""));
            rejected.add("policy " + policy);
        }
    }

    /** All policies are applied together, so none is bad any more, whichever it was that has changed. */
    private void mend() {
        rejected.forEach(hooks::mended);
        rejected.clear();
    }

    /** Tells that a policy is in force. */
    void applied(String policy) {
        int rules = regime.plan().rules().size();
        recorder.record(
                (sequence, time) -> new HealingEvent.PolicyApplied(sequence, time, policy, switchboard.mode(), rules));
    }

    private void adopt(Plan next) {
        List<Incident> open = recorder.memory().incidents().open();
        Turnover turnover = regime.turnover().then(regime.plan(), next, open);
        switchboard.adopt(next.mode());
        detection.adopt(next.rules(), next.detectors());
        crew.adopt(next, turnover);
        pasts.adopt();
        blindSpots.adopt();
        next.unobserved().adopt(regime.plan().unobserved(), hooks);
        regime = regime(next, turnover);
    }

    private Regime regime(Plan plan, Turnover turnover) {
        Modes modes = new Modes(switchboard::mode, plan.modes());
        return new Regime(plan, turnover, modes, crew, detection, pasts, recorder, hooks, started);
    }
}
