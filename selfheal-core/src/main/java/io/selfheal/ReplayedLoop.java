package io.selfheal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process of the past, turned again: its callers call, its actions end, and its gates answer as they once did. */
final class ReplayedLoop {
    private static final String THREW = "it threw ";

    private final HealingLoop loop;
    private final Ticker time;
    private final TurnReader reader = new TurnReader();
    private final RecordedGates gates;
    private final Optional<RecordedAdvice> advice;
    private final Set<String> begunInThePast = new HashSet<>();
    private List<HealingEvent> lastTurn = List.of();
    private boolean turning;

    ReplayedLoop(
            Blueprint blueprint,
            Replay.RecordedTime time,
            HealingEvent.@Nullable LoopEquipped equipment,
            List<HealingEvent> would) {
        this.time = time;
        this.gates = new RecordedGates(equipment, blueprint.limits);
        blueprint.replayed = true;
        blueprint.permit = null;
        blueprint.advisor = null;
        this.advice = Optional.ofNullable(equipment)
                .flatMap(HealingEvent.LoopEquipped::advising)
                .map(RecordedAdvice::new);
        blueprint.advisory = advice.orElse(null);
        blueprint.evidenceFolder = null;
        blueprint.journalFile = null;
        blueprint.journal = new Past(would);
        blueprint.clock = time;
        blueprint.ticker = time;
        blueprint.gates.add(gates);
        blueprint.listeners.clear();
        blueprint.listeners.add(would::add);
        blueprint.executor = work -> {
            if (!(turning && work instanceof Flight)) { // an action is not run: it ends as it once ended
                work.run();
            }
        };
        this.loop = new HealingLoop(Assembly.of(blueprint));
        gates.recorder(loop.recorder());
        advice.ifPresent(recorded -> recorded.recorder(loop.recorder()));
    }

    void turn(HealingEvent.TurnObserved observed, List<HealingEvent> events) {
        lastTurn = events;
        loop.sample(false); // reads the past before the first turn
        gates.turn(events, observed.nanos());
        advice.ifPresent(recorded -> recorded.turn(events));
        events.forEach(this::again);
        endWhatThePastDoesNotKnow();
        turning = true;
        try {
            loop.turn(observed.late().toNanos(), readings -> reader.read(observed, readings));
        } finally {
            turning = false;
        }
        gates.endTurn();
        advice.ifPresent(RecordedAdvice::endTurn);
        for (Course course : loop.courses()) {
            if (course.flight != null) {
                course.flight.begin(null);
            }
        }
        for (HealingEvent event : events) {
            if (event instanceof HealingEvent.ActionStarted started) {
                begunInThePast.add(started.incident() + '/' + started.action());
            } else if (event instanceof HealingEvent.UndoStarted undoing) { // also of what an earlier process began
                begunInThePast.add(undoing.incident() + '/' + undoing.action());
            }
        }
    }

    /** The ids of the rules; empty if a detector may find more than these. */
    Optional<Set<String>> problems() {
        Plan plan = loop.plan();
        return plan.detectors().isEmpty()
                ? Optional.of(Set.copyOf(plan.rulesById().keySet()))
                : Optional.empty();
    }

    /** Closes it in order, as it was closed in the past. */
    void close() {
        lastTurn.stream()
                .filter(HealingEvent.ActionReturned.class::isInstance)
                .forEach(this::again); // what came back between the last turn and the end
        loop.close();
    }

    private void again(HealingEvent event) {
        if (event instanceof HealingEvent.ModeChanged changed) {
            loop.switchboard().mode(changed.mode(), changed.reason());
        } else if (event instanceof HealingEvent.InstructionsKept kept) {
            given(kept);
        } else if (event instanceof HealingEvent.DeploymentNoted noted) {
            heard(loop.switchboard().deployed(noted.component(), noted.version()));
        } else if (event instanceof HealingEvent.SilenceBegan began) {
            heard(loop.switchboard().silence(began.silence()));
        } else if (event instanceof HealingEvent.SilenceEnded ended) {
            heard(loop.switchboard().endSilence(ended.component(), ended.reason()));
        } else if (event instanceof HealingEvent.ProposalEnded ended
                && (ended.end() == Proposal.End.APPROVED || ended.end() == Proposal.End.REJECTED)) {
            heard(loop.answer(ended.proposal(), ended.end(), ended.reason()));
        } else if (event instanceof HealingEvent.ActionReturned returned) {
            course(returned.incident(), returned.action()).ifPresent(course -> {
                course.report(returned.report());
                finish(course, null, course.started + returned.took().toNanos());
            });
        } else if (event instanceof HealingEvent.OutcomeJudged judged) {
            course(judged.incident(), judged.action())
                    .filter(course -> course.phase == Course.Phase.RUNNING)
                    .ifPresent(course -> failed(course, judged.outcome()));
        } else if (event instanceof HealingEvent.UndoEnded ended) {
            course(ended.incident(), ended.action())
                    .filter(course -> course.phase == Course.Phase.UNDOING || course.phase == Course.Phase.UNDO_OVERDUE)
                    .ifPresent(course -> undone(course, ended));
        }
    }

    /** What was ordered before the record begins; the rest is known. */
    private void given(HealingEvent.InstructionsKept kept) {
        Memory known = loop.recorder().memory();
        if (kept.mode() != Mode.ENFORCE && known.switched().isEmpty()) {
            loop.switchboard().mode(kept.mode(), "switched to before the record begins");
        }
        for (Silence silence : kept.silences()) {
            if (!known.silences().holds(silence.component(), time.nanos())) {
                heard(loop.switchboard().silence(silence));
            }
        }
    }

    /** What the loop answers is in its events. */
    private static void heard(CompletionStage<Answer> answer) {
        answer.exceptionally(failed -> new Answer(false, failed.toString()));
    }

    private static void failed(Course course, Outcome outcome) {
        if (outcome.verdict() == Verdict.FAILED && outcome.detail().startsWith(THREW)) {
            course.report(outcome.report());
            finish(
                    course,
                    new RecordedFailure(outcome.detail().substring(THREW.length())),
                    course.started + outcome.took().toNanos());
        } else if (outcome.verdict() == Verdict.FAILED && outcome.detail().startsWith(ActionRunner.NO_THREAD)) {
            course.flight = null;
        }
    }

    private static void undone(Course course, HealingEvent.UndoEnded ended) {
        if (ended.undone()) {
            course.report(ended.report());
            finish(course, null, course.started);
        } else if (ended.report().startsWith(THREW)) {
            finish(course, new RecordedFailure(ended.report().substring(THREW.length())), course.started);
        } else if (ended.report().startsWith(ActionRunner.NO_THREAD)) {
            course.flight = null;
        }
    }

    /** What this policy has begun and the past has not: it returns at once, and undoes at once. */
    private void endWhatThePastDoesNotKnow() {
        for (Course course : loop.courses()) {
            String key = course.incident().id() + '/' + course.remedy.id();
            if (!begunInThePast.contains(key) && course.flight != null && !course.flight.done()) {
                course.report("what it would have done is not known");
                finish(course, null, course.started);
            }
        }
    }

    private static void finish(Course course, @Nullable Throwable failure, long at) {
        Flight<Void> flight = course.flight;
        if (flight != null && !flight.done()) {
            flight.finish(null, failure, at);
        }
    }

    private Optional<Course> course(String incident, String action) {
        return loop.courses().stream()
                .filter(course -> course.incident().id().equals(incident)
                        && course.remedy.id().equals(action))
                .findFirst();
    }

    /** What the processes before have left; what this one does is kept by the listener. */
    private record Past(List<HealingEvent> events) implements Journal {
        @Override
        public long open(Consumer<HealingEvent> past) {
            new ArrayList<>(events).forEach(past);
            return 0;
        }

        @Override
        public void append(HealingEvent event) throws IOException {}

        @Override
        public String name() {
            return "replay";
        }

        @Override
        public void close() {}
    }
}
