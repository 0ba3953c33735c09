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
import io.selfheal.Health;
import io.selfheal.Learnt;
import io.selfheal.Metric;
import io.selfheal.Observation;
import io.selfheal.Outcome;
import io.selfheal.PastRun;
import io.selfheal.Proposal;
import io.selfheal.Provenance;
import io.selfheal.Risk;
import io.selfheal.Silence;
import io.selfheal.Status;
import io.selfheal.Symptom;
import io.selfheal.Tool;
import io.selfheal.Trial;
import io.selfheal.Usage;
import io.selfheal.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shapes of what events carry. */
final class Shapes {
    static final Shape<Metric> METRIC = new Variants<Metric>()
            .or(
                    "gauge",
                    Gauge.class,
                    (gauge, to) -> to.text("name", gauge.name())
                            .real("value", gauge.value())
                            .text("detail", gauge.detail()),
                    from -> new Gauge(from.text("name"), from.real("value"), from.text("detail")))
            .or(
                    "health",
                    Health.class,
                    (health, to) -> to.text("name", health.name())
                            .word("status", health.status())
                            .text("detail", health.detail()),
                    from -> new Health(from.text("name"), from.word("status", Status.class), from.text("detail")));

    static final Shape<Finding> FINDING = Shape.of(
            (finding, to) -> to.object("metric", METRIC, finding.metric()).text("limit", finding.limit()),
            from -> new Finding(from.object("metric", METRIC), from.text("limit")));

    static final Shape<Symptom> SYMPTOM = Shape.of(
            (symptom, to) -> to.text("id", symptom.id())
                    .text("component", symptom.component())
                    .time("since", symptom.since())
                    .real("severity", symptom.severity())
                    .flag("fresh", symptom.fresh())
                    .list("findings", FINDING, symptom.findings()),
            from -> new Symptom(
                    from.text("id"),
                    from.text("component"),
                    from.time("since"),
                    from.real("severity"),
                    from.flag("fresh"),
                    from.list("findings", FINDING)));

    static final Shape<Fault> FAULT = Shape.of(
            (fault, to) -> to.text("type", fault.type())
                    .text("message", fault.message())
                    .text("at", fault.at()),
            from -> new Fault(from.text("type"), from.text("message"), from.text("at")));

    static final Shape<Cause> CAUSE = Shape.of(
            (cause, to) -> to.text("name", cause.name())
                    .real("probability", cause.probability())
                    .texts("evidence", cause.evidence()),
            from -> new Cause(from.text("name"), from.real("probability"), from.texts("evidence")));

    static final Shape<Alternative> ALTERNATIVE = Shape.of(
            (alternative, to) -> to.text("action", alternative.action()).text("reason", alternative.reason()),
            from -> new Alternative(from.text("action"), from.text("reason")));

    static final Shape<Decision> DECISION = new Variants<Decision>()
            .or(
                    "heal",
                    Decision.Heal.class,
                    (heal, to) -> to.text("action", heal.action())
                            .text("reason", heal.reason())
                            .real("confidence", heal.confidence())
                            .list("causes", CAUSE, heal.causes())
                            .list("alternatives", ALTERNATIVE, heal.alternatives()),
                    from -> new Decision.Heal(
                            from.text("action"),
                            from.text("reason"),
                            from.real("confidence"),
                            from.list("causes", CAUSE),
                            from.list("alternatives", ALTERNATIVE)))
            .or(
                    "hold",
                    Decision.Hold.class,
                    (hold, to) -> to.text("name", hold.name())
                            .text("reason", hold.reason())
                            .unlessEmpty("causes", CAUSE, hold.causes()),
                    from -> new Decision.Hold(from.text("name"), from.text("reason"), from.listOrNone("causes", CAUSE)))
            .or(
                    "escalate",
                    Decision.Escalate.class,
                    (escalate, to) ->
                            to.text("reason", escalate.reason()).unlessEmpty("causes", CAUSE, escalate.causes()),
                    from -> new Decision.Escalate(from.text("reason"), from.listOrNone("causes", CAUSE)));

    static final Shape<Outcome> OUTCOME = Shape.of(
            (outcome, to) -> to.word("verdict", outcome.verdict())
                    .duration("took", outcome.took())
                    .text("report", outcome.report())
                    .text("detail", outcome.detail())
                    .list("before", METRIC, outcome.before())
                    .list("after", METRIC, outcome.after()),
            from -> new Outcome(
                    from.word("verdict", Verdict.class),
                    from.duration("took"),
                    from.text("report"),
                    from.text("detail"),
                    from.list("before", METRIC),
                    from.list("after", METRIC)));

    static final Shape<Attempt> ATTEMPT = Shape.of(
            (attempt, to) -> to.text("action", attempt.action())
                    .time("started", attempt.started())
                    .maybe("outcome", OUTCOME, attempt.outcome()),
            from -> new Attempt(from.text("action"), from.time("started"), from.maybe("outcome", OUTCOME)));

    static final Shape<Silence> SILENCE = Shape.of(
            (silence, to) -> to.text("component", silence.component())
                    .duration("lasts", silence.lasts())
                    .text("reason", silence.reason()),
            from -> new Silence(from.text("component"), from.duration("lasts"), from.text("reason")));

    static final Shape<Proposal> PROPOSAL = Shape.of(
            (proposal, to) -> to.text("id", proposal.id())
                    .text("incident", proposal.incident())
                    .object("decision", DECISION, proposal.decision())
                    .time("proposed", proposal.proposed())
                    .time("expires", proposal.expires()),
            from -> new Proposal(
                    from.text("id"),
                    from.text("incident"),
                    (Decision.Heal) from.object("decision", DECISION),
                    from.time("proposed"),
                    from.time("expires")));

    static final Shape<Exhibit> EXHIBIT = Shape.of(
            (exhibit, to) -> to.text("name", exhibit.name())
                    .text("file", exhibit.file())
                    .number("bytes", exhibit.bytes())
                    .maybe("fault", FAULT, exhibit.fault()),
            from -> new Exhibit(
                    from.text("name"), from.text("file"), from.number("bytes"), from.maybe("fault", FAULT)));

    static final Shape<Deployment> DEPLOYMENT = Shape.of(
            (deployment, to) -> to.text("component", deployment.component())
                    .text("version", deployment.version())
                    .time("time", deployment.time()),
            from -> new Deployment(from.text("component"), from.text("version"), from.time("time")));

    static final Shape<Learnt> LEARNT = Shape.of(
            (learnt, to) -> to.text("kind", learnt.kind())
                    .text("metric", learnt.metric())
                    .text("component", learnt.component())
                    .text("state", learnt.state()),
            from -> new Learnt(from.text("kind"), from.text("metric"), from.text("component"), from.text("state")));

    static final Shape<Exhaustion> EXHAUSTION = Shape.of(
            (exhaustion, to) -> to.text("metric", exhaustion.metric())
                    .text("component", exhaustion.component())
                    .real("limit", exhaustion.limit())
                    .real("perHour", exhaustion.perHour())
                    .duration("trend", exhaustion.trend())
                    .time("time", exhaustion.time())
                    .duration("soonest", exhaustion.soonest())
                    .duration("likely", exhaustion.likely())
                    .duration("latest", exhaustion.latest())
                    .flag("accelerating", exhaustion.accelerating())
                    .flag("assumed", exhaustion.assumed()),
            from -> new Exhaustion(
                    from.text("metric"),
                    from.text("component"),
                    from.real("limit"),
                    from.real("perHour"),
                    from.duration("trend"),
                    from.time("time"),
                    from.duration("soonest"),
                    from.duration("likely"),
                    from.duration("latest"),
                    from.flag("accelerating"),
                    from.flag("assumed")));

    static final Shape<Tool> TOOL = Shape.of(
            (tool, to) -> to.text("action", tool.action())
                    .text("component", tool.component())
                    .word("risk", tool.risk())
                    .duration("timeout", tool.timeout())
                    .flag("undoable", tool.undoable())
                    .flag("reversible", tool.reversible()),
            from -> new Tool(
                    from.text("action"),
                    from.text("component"),
                    from.word("risk", Risk.class),
                    from.duration("timeout"),
                    from.flag("undoable"),
                    from.flag("reversible", from.flag("undoable"))));

    static final Shape<Observation> OBSERVATION = Shape.of(
            (observation, to) -> to.text("probe", observation.probe())
                    .text("component", observation.component())
                    .duration("age", observation.age())
                    .duration("staleAfter", observation.staleAfter())
                    .list("metrics", METRIC, observation.metrics())
                    .texts("missing", observation.missing()),
            from -> new Observation(
                    from.text("probe"),
                    from.text("component"),
                    from.duration("age"),
                    from.duration("staleAfter"),
                    from.list("metrics", METRIC),
                    from.texts("missing")));

    static final Shape<Provenance> PROVENANCE = Shape.of(
            (provenance, to) -> to.word("kind", provenance.kind())
                    .text("by", provenance.by())
                    .real("weight", provenance.weight())
                    .text("reason", provenance.reason()),
            from -> new Provenance(
                    from.word("kind", Provenance.Kind.class),
                    from.text("by"),
                    from.real("weight"),
                    from.text("reason")));

    static final Shape<Usage> USAGE = Shape.of(
            (usage, to) -> to.number("calls", usage.calls())
                    .number("inputTokens", usage.inputTokens())
                    .number("outputTokens", usage.outputTokens())
                    .real("cost", usage.cost()),
            from -> new Usage(
                    from.count("calls"), from.number("inputTokens"), from.number("outputTokens"), from.real("cost")));

    static final Shape<Advice.Rank> RANK = Shape.of(
            (rank, to) -> to.text("name", rank.name()).real("probability", rank.probability()),
            from -> new Advice.Rank(from.text("name"), from.real("probability")));

    static final Shape<Advice.Citation> CITATION = Shape.of(
            (citation, to) -> to.text("metric", citation.metric()).text("value", citation.value()),
            from -> new Advice.Citation(from.text("metric"), from.text("value")));

    static final Shape<Advice.Missing> MISSING = Shape.of(
            (missing, to) -> to.text("by", missing.by())
                    .text("name", missing.name())
                    .text("reason", missing.reason())
                    .object("usage", USAGE, missing.usage()),
            from -> new Advice.Missing(
                    from.text("by"), from.text("name"), from.text("reason"), from.object("usage", USAGE)));

    static final Shape<Advice> ADVICE = new Variants<Advice>()
            .or(
                    "opinion",
                    Advice.Opinion.class,
                    (opinion, to) -> to.text("by", opinion.by())
                            .list("causes", RANK, opinion.causes())
                            .list("actions", RANK, opinion.actions())
                            .texts("vetoes", opinion.vetoes())
                            .list("citations", CITATION, opinion.citations())
                            .text("reason", opinion.reason())
                            .object("usage", USAGE, opinion.usage()),
                    from -> new Advice.Opinion(
                            from.text("by"),
                            from.list("causes", RANK),
                            from.list("actions", RANK),
                            from.texts("vetoes"),
                            from.list("citations", CITATION),
                            from.text("reason"),
                            from.object("usage", USAGE)))
            .or(
                    "abstention",
                    Advice.Abstention.class,
                    (abstention, to) -> to.text("by", abstention.by())
                            .text("reason", abstention.reason())
                            .object("usage", USAGE, abstention.usage()),
                    from -> new Advice.Abstention(from.text("by"), from.text("reason"), from.object("usage", USAGE)))
            .or("missing", Advice.Missing.class, MISSING::write, MISSING::read);

    static final Shape<Advising> ADVISING = Shape.of(
            (advising, to) -> to.text("advisor", advising.advisor())
                    .duration("deadline", advising.deadline())
                    .flag("ladders", advising.ladders()),
            from -> new Advising(from.text("advisor"), from.duration("deadline"), from.flag("ladders")));

    private static final Shape<Map.Entry<String, Double>> HELD = Shape.of(
            (held, to) -> to.text("name", held.getKey()).real("probability", held.getValue()),
            from -> Map.entry(from.text("name"), from.real("probability")));

    static final Shape<Trial> TRIAL = Shape.of(
            (trial, to) -> to.text("action", trial.action())
                    .text("problem", trial.problem())
                    .text("component", trial.component())
                    .list("causes", HELD, List.copyOf(trial.causes().entrySet()))
                    .word("verdict", trial.verdict())
                    .time("time", trial.time()),
            from -> new Trial(
                    from.text("action"),
                    from.text("problem"),
                    from.text("component"),
                    held(from.list("causes", HELD)),
                    from.word("verdict", Verdict.class),
                    from.time("time")));

    static final Shape<PastRun> RUN = Shape.of(
            (run, to) -> to.text("incident", run.incident())
                    .text("problem", run.problem())
                    .text("component", run.component())
                    .text("target", run.target())
                    .text("action", run.action())
                    .duration("sinceStart", run.sinceStart())
                    .duration("sinceEnd", run.sinceEnd())
                    .word("verdict", run.verdict()),
            from -> new PastRun(
                    from.text("incident"),
                    from.text("problem"),
                    from.text("component"),
                    from.text("target"),
                    from.text("action"),
                    from.duration("sinceStart"),
                    from.duration("sinceEnd"),
                    from.word("verdict", Verdict.class)));

    private Shapes() {}

    private static Map<String, Double> held(List<Map.Entry<String, Double>> entries) {
        Map<String, Double> held = new HashMap<>();
        entries.forEach(entry -> held.put(entry.getKey(), entry.getValue()));
        return held;
    }
}
