package io.selfheal.journal;

import io.selfheal.Alternative;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.Exhibit;
import io.selfheal.Fault;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Observation;
import io.selfheal.Outcome;
import io.selfheal.Proposal;
import io.selfheal.Risk;
import io.selfheal.Silence;
import io.selfheal.Status;
import io.selfheal.Symptom;
import io.selfheal.Tool;
import io.selfheal.Trial;
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

    private Shapes() {}

    private static Map<String, Double> held(List<Map.Entry<String, Double>> entries) {
        Map<String, Double> held = new HashMap<>();
        entries.forEach(entry -> held.put(entry.getKey(), entry.getValue()));
        return held;
    }
}
