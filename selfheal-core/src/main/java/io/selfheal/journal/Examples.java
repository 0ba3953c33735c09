package io.selfheal.journal;

import io.selfheal.Advice;
import io.selfheal.Advising;
import io.selfheal.Alternative;
import io.selfheal.Attempt;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.Deployment;
import io.selfheal.Exhaustion;
import io.selfheal.Exhibit;
import io.selfheal.Fault;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Health;
import io.selfheal.Incident;
import io.selfheal.Learnt;
import io.selfheal.Mode;
import io.selfheal.Observation;
import io.selfheal.Outcome;
import io.selfheal.PastRun;
import io.selfheal.Proposal;
import io.selfheal.Provenance;
import io.selfheal.Resolution;
import io.selfheal.Risk;
import io.selfheal.Silence;
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

/** An event of each type and with each kind of decision, as a real service would record them. */
final class Examples {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final String INCIDENT = "20260301-090107-1";
    private static final Gauge SICK = new Gauge("memory.used.ratio", 0.91, "932 of 1024 MiB");
    private static final Gauge WELL = new Gauge("memory.used.ratio", 0.42, "430 of 1024 MiB");
    private static final Symptom MEMORY =
            new Symptom("memory-high", "orders", at(67), 0.1, true, List.of(new Finding(SICK, "above 90 % for 30 s")));
    private static final Symptom PAYMENTS = new Symptom(
            "payments-down",
            "payments",
            at(90),
            2,
            true,
            List.of(new Finding(Health.down("payments", "HTTP 503"), "is DOWN")));
    private static final Decision.Heal HEAL = new Decision.Heal(
            "clear-cache",
            "Memory usage is critically high",
            0.8,
            List.of(new Cause("cache grows without bound", 0.8, List.of("entries and memory grew together"))),
            List.of(new Alternative("shed-load", "riskier than clear-cache")));

    private Examples() {}

    static List<HealingEvent> ofEachType() {
        return List.of(
                new HealingEvent.LoopStarted(1, START, "orders", Mode.ENFORCE, 0),
                new HealingEvent.SymptomRaised(2, at(67), MEMORY),
                new HealingEvent.IncidentOpened(3, at(67), INCIDENT, MEMORY),
                new HealingEvent.DecisionMade(4, at(67), INCIDENT, MEMORY, HEAL),
                new HealingEvent.ActionStarted(5, at(67), INCIDENT, "orders", "clear-cache"),
                new HealingEvent.ActionReturned(
                        6, at(68), INCIDENT, "clear-cache", Duration.ofMillis(250), "removed 48210 entries", false),
                new HealingEvent.OutcomeJudged(7, at(78), INCIDENT, "orders", "clear-cache", outcome()),
                new HealingEvent.SymptomCleared(8, at(78), MEMORY, "memory.used.ratio is 42 %"),
                new HealingEvent.IncidentClosed(
                        9, at(78), INCIDENT, Resolution.HEALED, Duration.ofSeconds(11), "healed by clear-cache"),
                new HealingEvent.DecisionMade(
                        10,
                        at(90),
                        "20260301-090130-2",
                        PAYMENTS,
                        new Decision.Hold("Cooldown", "reconnect ended 12 s ago, next run in 48 s")),
                new HealingEvent.UndoStarted(11, at(95), "20260301-090130-2", "payments", "reconnect"),
                new HealingEvent.UndoEnded(12, at(96), "20260301-090130-2", "reconnect", true, "old pool restored"),
                new HealingEvent.DecisionMade(
                        13, at(97), "20260301-090130-2", PAYMENTS, new Decision.Escalate("reconnect had no effect")),
                new HealingEvent.ModeChanged(14, at(120), Mode.OBSERVE, "load test until noon"),
                new HealingEvent.HookFailed(
                        15,
                        at(130),
                        "probe queue",
                        new Fault(
                                "java.lang.IllegalStateException",
                                "pool is closed",
                                "orders.Queue.size(Queue.java:42)")),
                new HealingEvent.HookRecovered(16, at(140), "probe queue"),
                new HealingEvent.LoopDelayed(17, at(150), Duration.ofMillis(4_200)),
                new HealingEvent.EventsLost(18, at(151), "journal", 3),
                new HealingEvent.JournalRepaired(19, at(152), "/var/lib/orders/selfheal.jsonl", 117),
                new HealingEvent.PolicyApplied(20, at(153), "selfheal.yaml", Mode.APPROVE, 7),
                new HealingEvent.PolicyRejected(
                        21, at(154), "selfheal.yaml", List.of("selfheal.yaml:12:5: unknown key \"abov\"")),
                new HealingEvent.SilenceBegan(
                        22, at(155), new Silence("payments", Duration.ofMinutes(30), "new version")),
                new HealingEvent.SilenceEnded(23, at(156), "payments", "it is out"),
                new HealingEvent.StormBegan(24, at(157), "11 incidents opened within 1 min"),
                new HealingEvent.StormEnded(25, at(158), "0 incidents opened within the last 1 min"),
                new HealingEvent.SymptomJoined(26, at(159), "20260301-090130-2", MEMORY),
                new HealingEvent.EvidenceCollected(
                        27,
                        at(160),
                        "20260301-090130-2",
                        new Exhibit("metrics", "selfheal.jsonl.evidence/metrics.csv", 4_711, Optional.empty())),
                new HealingEvent.ActionProposed(
                        28,
                        at(161),
                        new Proposal("20260301-090130-2.1", "20260301-090130-2", HEAL, at(161), at(1_061))),
                new HealingEvent.ProposalEnded(
                        29, at(162), "20260301-090130-2", "20260301-090130-2.1", Proposal.End.APPROVED, "by ada"),
                new HealingEvent.PermitAnswered(
                        30, at(163), "20260301-090130-2", "clear-cache", false, "2 of 6 are restarting"),
                new HealingEvent.LeaseBegan(
                        31,
                        at(164),
                        "20260301-090130-2",
                        "orders",
                        "shed-load",
                        "half of the load",
                        Duration.ofSeconds(30)),
                new HealingEvent.LeaseEnded(
                        32, at(165), "20260301-090130-2", "shed-load", "half of the load", true, "its term is over"),
                new HealingEvent.TurnObserved(
                        33,
                        at(166),
                        1_000_000_000L,
                        Duration.ZERO,
                        false,
                        List.of(new Observation(
                                "memory",
                                "orders",
                                Duration.ofMillis(50),
                                Duration.ofSeconds(5),
                                List.of(WELL),
                                List.of()))),
                new HealingEvent.LoopEquipped(
                        34,
                        at(167),
                        List.of(new Tool("clear-cache", "", Risk.SAFE, Duration.ofSeconds(30), false)),
                        1,
                        false,
                        Optional.of(new Advising("qwen3", Duration.ofSeconds(2), false))),
                new HealingEvent.AdviceReceived(35, at(168), INCIDENT, 0, Duration.ofMillis(1_400), opinion()),
                new HealingEvent.AdviceMissing(
                        36,
                        at(169),
                        "20260301-090130-2",
                        1,
                        Duration.ofSeconds(2),
                        new Advice.Missing("qwen3", "TimedOut", "no answer within 2 s", Usage.unknown())),
                new HealingEvent.DecisionMade(
                        37,
                        at(169),
                        "20260301-090130-2",
                        PAYMENTS,
                        HEAL,
                        Optional.of(Provenance.engineOnly("TimedOut: no answer within 2 s"))),
                new HealingEvent.DeploymentNoted(38, at(170), "orders", "v42"),
                new HealingEvent.LearningKept(
                        39,
                        at(171),
                        List.of(new Deployment("orders", "v42", at(170))),
                        List.of(new Learnt("norm", "orders.rate", "orders", "AQIDBA=="))),
                new HealingEvent.LearningResumed(
                        40, at(172), 12, List.of("norm of orders.rate: IllegalArgumentException: of another version")),
                new HealingEvent.ExhaustionForeseen(41, at(173), "disk-runs-out", runsOut()),
                new HealingEvent.BlindSpotsFound(
                        42,
                        at(174),
                        List.of(
                                "cache bloat and heap leak look the same: a probe of cache.used.ratio would tell them apart")),
                new HealingEvent.TrialsKept(
                        43,
                        at(175),
                        List.of(new Trial(
                                "clear-cache",
                                "memory-high",
                                "orders",
                                Map.of("cache bloat", 0.8),
                                Verdict.HEALED,
                                at(78)))),
                new HealingEvent.InstructionsKept(
                        44,
                        at(176),
                        Mode.OBSERVE,
                        List.of(new Silence("payments", Duration.ofMinutes(20), "their migration"))),
                new HealingEvent.IncidentKept(
                        45,
                        at(177),
                        INCIDENT,
                        MEMORY,
                        at(67),
                        Incident.State.ESCALATED,
                        List.of(new Attempt(
                                "clear-cache",
                                at(67),
                                Optional.of(new Outcome(
                                        Verdict.NO_EFFECT,
                                        Duration.ofMillis(250),
                                        "removed 12 entries",
                                        "memory.used.ratio is 91 %, not below 80 %",
                                        List.of(SICK),
                                        List.of(SICK)))))),
                new HealingEvent.RunsKept(
                        46,
                        at(178),
                        List.of(new PastRun(
                                INCIDENT,
                                "memory-high",
                                "orders",
                                "orders",
                                "clear-cache",
                                Duration.ofSeconds(111),
                                Duration.ofMillis(110_750),
                                Verdict.NO_EFFECT))),
                new HealingEvent.LoopStopped(47, at(200), "orders"));
    }

    private static Advice opinion() {
        return new Advice.Opinion(
                "qwen3",
                List.of(new Advice.Rank("cache bloat", 0.8)),
                List.of(new Advice.Rank("clear-cache", 0.7)),
                List.of("restart"),
                List.of(new Advice.Citation("memory.used.ratio", "91 %")),
                "memory is high, and nothing points at a leak",
                new Usage(1, 812, 96, 0.0004));
    }

    private static Exhaustion runsOut() {
        return new Exhaustion(
                "disk.free.bytes",
                "orders",
                0,
                -1_073_741_824.0,
                Duration.ofHours(5),
                at(173),
                Duration.ofHours(6),
                Duration.ofMinutes(450),
                Duration.ofHours(9),
                false,
                false);
    }

    private static Outcome outcome() {
        return new Outcome(
                Verdict.HEALED,
                Duration.ofMillis(250),
                "removed 48210 entries",
                "memory.used.ratio is 42 %, below 80 %",
                List.of(SICK),
                List.of(WELL));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
