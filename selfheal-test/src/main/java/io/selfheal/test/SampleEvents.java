package io.selfheal.test;

import io.selfheal.Advice;
import io.selfheal.Advising;
import io.selfheal.Alternative;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.Deployment;
import io.selfheal.Exhaustion;
import io.selfheal.Exhibit;
import io.selfheal.Fault;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.HealingEvent.ActionProposed;
import io.selfheal.HealingEvent.ActionReturned;
import io.selfheal.HealingEvent.ActionStarted;
import io.selfheal.HealingEvent.AdviceMissing;
import io.selfheal.HealingEvent.AdviceReceived;
import io.selfheal.HealingEvent.BlindSpotsFound;
import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.HealingEvent.DeploymentNoted;
import io.selfheal.HealingEvent.EventsLost;
import io.selfheal.HealingEvent.EvidenceCollected;
import io.selfheal.HealingEvent.ExhaustionForeseen;
import io.selfheal.HealingEvent.HookFailed;
import io.selfheal.HealingEvent.HookRecovered;
import io.selfheal.HealingEvent.IncidentClosed;
import io.selfheal.HealingEvent.IncidentKept;
import io.selfheal.HealingEvent.IncidentOpened;
import io.selfheal.HealingEvent.InstructionsKept;
import io.selfheal.HealingEvent.JournalRepaired;
import io.selfheal.HealingEvent.LearningKept;
import io.selfheal.HealingEvent.LearningResumed;
import io.selfheal.HealingEvent.LeaseBegan;
import io.selfheal.HealingEvent.LeaseEnded;
import io.selfheal.HealingEvent.LoopDelayed;
import io.selfheal.HealingEvent.LoopEquipped;
import io.selfheal.HealingEvent.LoopStarted;
import io.selfheal.HealingEvent.LoopStopped;
import io.selfheal.HealingEvent.ModeChanged;
import io.selfheal.HealingEvent.OutcomeJudged;
import io.selfheal.HealingEvent.PermitAnswered;
import io.selfheal.HealingEvent.PolicyApplied;
import io.selfheal.HealingEvent.PolicyRejected;
import io.selfheal.HealingEvent.ProposalEnded;
import io.selfheal.HealingEvent.RunsKept;
import io.selfheal.HealingEvent.SilenceBegan;
import io.selfheal.HealingEvent.SilenceEnded;
import io.selfheal.HealingEvent.StormBegan;
import io.selfheal.HealingEvent.StormEnded;
import io.selfheal.HealingEvent.SymptomCleared;
import io.selfheal.HealingEvent.SymptomJoined;
import io.selfheal.HealingEvent.SymptomRaised;
import io.selfheal.HealingEvent.TrialsKept;
import io.selfheal.HealingEvent.TurnObserved;
import io.selfheal.HealingEvent.UndoEnded;
import io.selfheal.HealingEvent.UndoStarted;
import io.selfheal.Health;
import io.selfheal.Incident;
import io.selfheal.Learnt;
import io.selfheal.Metric;
import io.selfheal.Mode;
import io.selfheal.Observation;
import io.selfheal.Outcome;
import io.selfheal.PastRun;
import io.selfheal.Proposal;
import io.selfheal.Provenance;
import io.selfheal.Resolution;
import io.selfheal.Risk;
import io.selfheal.Silence;
import io.selfheal.Status;
import io.selfheal.Symptom;
import io.selfheal.Tool;
import io.selfheal.Trial;
import io.selfheal.Usage;
import io.selfheal.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One plausible story that holds every type of event, every decision and odd texts and numbers, for tests of listeners and journals. */
public final class SampleEvents {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.123456789Z");
    private static final String SERVICE = "orders";
    private static final String INCIDENT = "20260304-050609-3";
    private static final String NEXT = "20260304-050633-4";
    private static final String ACTION = "clear-cache";
    private static final Gauge HIGH = new Gauge("memory.used.ratio", 0.91, "of the container's limit");
    private static final Symptom SYMPTOM = new Symptom(
            "memory.used.ratio-above-0.9",
            SERVICE,
            START,
            0.1,
            true,
            List.of(
                    new Finding(HIGH, "above 90 % for 30 s"),
                    new Finding(
                            new Health("db", Status.DEGRADED, "„slow“, 3 × \t\u2028 日本 \uD83D\uDE00"), "is DEGRADED")));
    private static final Fault FAULT = new Fault("java.io.IOException", "read \"x\"\\y\r\nforged", "a.B.c(B.java:1)");

    private SampleEvents() {}

    /** The story: its sequence numbers run from 1 without a gap. */
    public static List<HealingEvent> all() {
        return List.of(
                new LoopStarted(1, at(1), SERVICE, Mode.ENFORCE, 0),
                new SymptomRaised(2, at(2), SYMPTOM),
                new IncidentOpened(3, at(3), INCIDENT, SYMPTOM),
                decided(4, new Decision.Hold("Cooldown", "clear-cache ended 3 s ago")),
                decided(5, heal()),
                new ActionStarted(6, at(6), INCIDENT, SERVICE, ACTION),
                new ActionReturned(7, at(7), INCIDENT, ACTION, Duration.ofNanos(1_234_567), "evicted 40,120", false),
                new OutcomeJudged(8, at(8), INCIDENT, SERVICE, ACTION, outcome()),
                new UndoStarted(9, at(9), INCIDENT, SERVICE, ACTION),
                new UndoEnded(10, at(10), INCIDENT, ACTION, false, "cannot"),
                decided(11, new Decision.Escalate("Nothing is left to try")),
                new ModeChanged(12, at(12), Mode.OBSERVE, "maintenance\nat noon"),
                new HookFailed(13, at(13), "probe db", FAULT),
                new HookRecovered(14, at(14), "probe db"),
                new LoopDelayed(15, at(15), Duration.ofSeconds(30)),
                new JournalRepaired(16, at(16), "selfheal.jsonl", 117),
                new EventsLost(17, at(17), "listener pager", 4_000_000_000L),
                new SymptomCleared(18, at(18), SYMPTOM, "memory.used.ratio is 34 %"),
                new IncidentClosed(
                        19, at(19), INCIDENT, Resolution.CLEARED_AFTER_ESCALATION, Duration.ofSeconds(16), "cleared"),
                new PolicyApplied(20, at(20), "selfheal.yaml", Mode.APPROVE, 3),
                new PolicyRejected(21, at(21), "selfheal.yaml", List.of("selfheal.yaml:3:1: unknown key \"rule\"")),
                new SilenceBegan(22, at(22), new Silence("", Duration.ofMinutes(5), "load \"test\"")),
                new SilenceEnded(23, at(23), "", "over"),
                new StormBegan(24, at(24), "11 incidents"),
                new StormEnded(25, at(25), "0 incidents"),
                new IncidentOpened(26, at(26), NEXT, SYMPTOM),
                new SymptomJoined(27, at(27), NEXT, SYMPTOM),
                new EvidenceCollected(28, at(28), NEXT, new Exhibit("threads", "", 0, Optional.of(FAULT))),
                new ActionProposed(29, at(29), proposal()),
                new ProposalEnded(30, at(30), NEXT, NEXT + ".1", Proposal.End.REJECTED, "by ada"),
                new PermitAnswered(31, at(31), NEXT, ACTION, true, "granted"),
                new LeaseBegan(32, at(32), NEXT, SERVICE, ACTION, "half of the load", Duration.ofSeconds(30)),
                new LeaseEnded(33, at(33), NEXT, ACTION, "half of the load", true, "its term is over"),
                new TurnObserved(34, at(34), -7, Duration.ofSeconds(3), true, List.of(observation())),
                new LoopEquipped(
                        35,
                        at(35),
                        List.of(tool()),
                        2,
                        true,
                        Optional.of(new Advising("model", Duration.ofSeconds(2), true))),
                new AdviceReceived(36, at(36), NEXT, 0, Duration.ofMillis(1_400), opinion()),
                new AdviceReceived(
                        37,
                        at(37),
                        NEXT,
                        1,
                        Duration.ZERO,
                        new Advice.Abstention("model", "„not sure“ \u2028 日本", Usage.none())),
                new AdviceMissing(
                        38,
                        at(38),
                        NEXT,
                        2,
                        Duration.ofSeconds(2),
                        new Advice.Missing("model", "TimedOut", "no answer\nwithin 2 s", Usage.unknown())),
                new DecisionMade(39, at(39), NEXT, SYMPTOM, heal(), Optional.of(provenance())),
                new DeploymentNoted(40, at(40), SERVICE, "v42\u2028"),
                new LearningKept(41, at(41), List.of(new Deployment(SERVICE, "v42", at(40))), List.of(learnt())),
                new LearningResumed(42, at(42), 1, List.of("norm of orders.rate: of \"another\"\nversion")),
                new ExhaustionForeseen(43, at(43), "heap-runs-out", exhaustion()),
                new BlindSpotsFound(44, at(44), List.of("\"a\" and \"b\" look the same")),
                new TrialsKept(45, at(45), List.of(trial())),
                decided(46, new Decision.Hold("NotSure", "no remedy is worth its risk", heal().causes())),
                new InstructionsKept(
                        47, at(47), Mode.OBSERVE, List.of(new Silence("db", Duration.ofMinutes(5), "a \"test\""))),
                new IncidentKept(48, at(48), NEXT, SYMPTOM, at(30), Incident.State.OPEN, List.of()),
                new RunsKept(
                        49,
                        at(49),
                        List.of(new PastRun(
                                NEXT,
                                "\"a\" problem",
                                SERVICE,
                                "db",
                                ACTION,
                                Duration.ofHours(3),
                                Duration.ZERO,
                                Verdict.TIMED_OUT))),
                new LoopStopped(50, at(50), SERVICE));
    }

    private static Proposal proposal() {
        return new Proposal(NEXT + ".1", NEXT, heal(), at(29), at(929));
    }

    private static Advice opinion() {
        return new Advice.Opinion(
                "model",
                List.of(new Advice.Rank("cache grows", 0.7)),
                List.of(new Advice.Rank(ACTION, 1), new Advice.Rank("shed-load", 0)),
                List.of("shed-load"),
                List.of(new Advice.Citation("memory.used.ratio", "91 %")),
                "I say \"clear\"",
                new Usage(1, 800, 90, 0.0004));
    }

    private static Provenance provenance() {
        return new Provenance(Provenance.Kind.ADVISED, "model", 0.1, "it gives clear-cache a chance of 100 %");
    }

    private static Learnt learnt() {
        return new Learnt("norm", "orders.rate", SERVICE, "AQIDBA==");
    }

    private static Exhaustion exhaustion() {
        return new Exhaustion(
                "heap.live.bytes",
                SERVICE,
                4e9,
                38e6,
                Duration.ofHours(5),
                at(43),
                Duration.ofHours(6),
                Duration.ofHours(7),
                Duration.ofHours(9),
                true,
                false);
    }

    private static Trial trial() {
        return new Trial(
                "", SYMPTOM.id(), SERVICE, Map.of("cache grows", 0.7, "other", 1e-9), Verdict.NO_EFFECT, at(8));
    }

    private static Tool tool() {
        return new Tool(ACTION, "", Risk.LOW, Duration.ofSeconds(30), true);
    }

    private static Observation observation() {
        return new Observation(
                "memory",
                SERVICE,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                List.of(HIGH),
                List.of("disk.free.bytes"));
    }

    /** The symptom of the story. */
    static Symptom symptom() {
        return SYMPTOM;
    }

    private static HealingEvent decided(long sequence, Decision decision) {
        return new DecisionMade(sequence, at(sequence), INCIDENT, SYMPTOM, decision);
    }

    private static Decision.Heal heal() {
        return new Decision.Heal(
                ACTION,
                "Memory usage is critically high",
                0.87,
                List.of(new Cause("cache grows", 0.7, List.of("the heap after GC grows", "no deploy today"))),
                List.of(new Alternative("shed-load", "does more harm")));
    }

    private static Outcome outcome() {
        List<Metric> after = List.of(Gauge.of("memory.used.ratio", Double.NaN), Gauge.of("disk.free.bytes", 1e300));
        return new Outcome(Verdict.WORSE, Duration.ofMillis(1), "evicted 40,120", "it grew", List.of(HIGH), after);
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }
}
