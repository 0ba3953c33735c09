package io.selfheal.config;

import io.selfheal.Mode;
import io.selfheal.Risk;
import io.selfheal.diagnose.Sign;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that a policy file can say: the reader and the JSON Schema know no more and no less. */
final class Vocabulary {
    // Conditions
    static final Key<String> WHEN = Key.required("when", "The metric that is watched, by its dotted name.", Words.NAME);
    static final Key<Amount> ABOVE =
            Key.of("above", "Trouble is a gauge greater than this; clears a tenth below unless said.", Amount.WORD);
    static final Key<Amount> BELOW =
            Key.of("below", "Trouble is a gauge less than this; clears a tenth above unless said.", Amount.WORD);
    static final Key<Ailing> IS = Key.of(
            "is",
            "Trouble is a health that is down, or degraded or down; or a gauge that is unusual for itself.",
            Words.oneOf("what is wrong", Ailing.class));
    static final Key<Double> FALSE_ALARMS = Key.of(
            "falseAlarmsAMonth",
            "How many false alarms in 30 days are acceptable, of one gauge; 4 by default, one a week.",
            Amount.POSITIVE);
    static final Key<Duration> RUNS_OUT_WITHIN = Key.of(
            "runsOutWithin",
            "Trouble is a gauge on its way to where it runs out, and likely there within this time.",
            time(Duration.ofMinutes(10), Times.YEAR));
    static final Key<Amount> LIMIT = Key.of(
            "limit",
            "Where it runs out, if its name does not say: a ratio does at 1, what is free, available or left at 0.",
            Amount.WORD);
    static final Key<Amount> RISING_BY =
            Key.of("risingBy", "Trouble is a gauge that rises by this much or more within \"in\".", Amount.WORD);
    static final Key<Amount> FALLING_BY =
            Key.of("fallingBy", "Trouble is a gauge that falls by this much or more within \"in\".", Amount.WORD);
    static final Key<Duration> IN =
            Key.required("in", "The time over which a rise or a fall is measured.", time(Times.MILLI, Times.YEAR));
    static final Key<Amount> CLEARING_BELOW =
            Key.of("clearingBelow", "The level, or the change, at which the trouble is over.", Amount.WORD);
    static final Key<Amount> CLEARING_ABOVE =
            Key.of("clearingAbove", "The level at which the trouble is over.", Amount.WORD);
    static final Key<Duration> LASTING =
            Key.of("lasting", "How long it has to hold before it counts.", time(Times.MILLI, Times.YEAR));

    private static final Later<Values> PART = new Later<>("condition", () -> Vocabulary.CONDITION);
    static final Key<List<Values>> ALL =
            Key.of("all", "Trouble is when all of these hold.", new Many<>("conditions", 2, PART));
    static final Key<List<Values>> ANY =
            Key.of("any", "Trouble is when one of these holds.", new Many<>("conditions", 2, PART));

    private static final List<Form> CONDITIONS = List.of(
            Form.by(ABOVE, WHEN, ABOVE, CLEARING_BELOW, LASTING),
            Form.by(BELOW, WHEN, BELOW, CLEARING_ABOVE, LASTING),
            Form.by(IS, WHEN, IS, FALSE_ALARMS, LASTING),
            Form.by(RUNS_OUT_WITHIN, WHEN, RUNS_OUT_WITHIN, LIMIT, LASTING),
            Form.by(RISING_BY, WHEN, RISING_BY, IN, CLEARING_BELOW, LASTING),
            Form.by(FALLING_BY, WHEN, FALLING_BY, IN, CLEARING_BELOW, LASTING),
            Form.by(ALL, ALL, LASTING),
            Form.by(ANY, ANY, LASTING));
    static final Kind<Values> CONDITION = new Shape("a condition", CONDITIONS);

    // Rules
    static final Key<List<At<String>>> RUN =
            Key.of("run", "The action to take, or several: gentlest first.", new OneOrMany<>(Words.NAME));
    static final Key<Duration> SETTLING = Key.of(
            "settling",
            "How long after an action its effect is judged; 10s by default, after a change its time and 10s, after what is"
                    + " unusual 15m.",
            time(Times.MILLI, Times.YEAR));
    static final Key<String> BECAUSE = Key.of("because", "Why, in one sentence for people.", Words.REASON);
    static final Key<String> NAMED = Key.of("named", "The rule's id; made of its condition by default.", Words.NAME);
    static final Kind<Values> RULE = new Shape("a rule", also(CONDITIONS, RUN, SETTLING, BECAUSE, NAMED));

    // Probes
    static final Key<URI> HTTP = Key.of("http", "Asks this address how well it does.", Words.URL);
    static final Key<Address> TCP = Key.of("tcp", "Connects to this host and port.", Address.WORD);
    static final Key<Path> FILE = Key.of("file", "Looks how old this file is.", Words.PATH);
    static final Key<String> PROCESS =
            Key.of("process", "Looks for a process that runs this program, by its file name.", Words.PROGRAM);
    static final Key<Path> PID_FILE =
            Key.of("pidFile", "Looks whether the process lives whose number is in this file.", Words.PATH);
    static final Key<String> COMPONENT = Key.of(
            "component", "What is observed, or rests; a probe's own name, or everything, by default.", Words.NAME);
    static final Key<Duration> EVERY_SAMPLE =
            Key.of("every", "Time from one sample to the next.", time(Times.MILLI.multipliedBy(10), Times.DAY));
    static final Key<Duration> WITHIN =
            Key.of("within", "How long an answer may take.", time(Times.MILLI, Duration.ofHours(1)));
    static final Kind<Values> PROBE = new Shape(
            "a probe",
            also(
                    Stream.of(HTTP, TCP, FILE, PROCESS, PID_FILE)
                            .map(probe -> Form.by(probe, probe))
                            .toList(),
                    COMPONENT,
                    EVERY_SAMPLE,
                    WITHIN));

    // Components
    static final Key<List<At<String>>> DEPENDS_ON = Key.of(
            "dependsOn", "The component without which it cannot be well, or several.", new OneOrMany<>(Words.NAME));
    static final Kind<Values> PART_OF_THE_WHOLE = new Shape("a component", List.of(Form.of(DEPENDS_ON)));

    // Guards
    static final Key<Pace> BUDGET =
            Key.of("budget", "All actions together, at most so many in so long; 10 in 1h by default.", Pace.WORD);
    static final Key<Span> COOLDOWN = Key.of(
            "cooldown",
            "The time between two runs of one action, doubling from the first; 1m to 1h by default.",
            Span.WORD);
    static final Key<Integer> RECURRENCE = Key.of(
            "recurrence",
            "How often a day one problem is healed before a person is told; 5 by default.",
            Word.of("a whole number of at least 1", "^[1-9]\\d{0,5}$", Integer::parseInt)
                    .or(Map.of("type", "integer", "minimum", 1, "maximum", 999_999)));
    static final Key<Risk> RISK_CEILING = Key.of(
            "riskCeiling", "The most risk an action may have; moderate by default.", Words.oneOf("a risk", Risk.class));
    static final Key<Pace> STORM =
            Key.of("storm", "More incidents than so many in so long stop all healing; 10 in 1m by default.", Pace.WORD);
    static final Key<Double> STORM_SHARE = Key.of(
            "stormShare",
            "More than this share of all components sick stops all healing; 50 % by default.",
            Amount.SHARE);
    static final Key<Duration> QUARANTINE = Key.of(
            "quarantine",
            "How long an action rests for a problem that it made worse; 6h by default.",
            time(Times.MILLI, Times.DAY));
    static final Key<Duration> STARTUP_GRACE = Key.of(
            "startupGrace", "How long nothing is done after the start; 0s by default.", time(Duration.ZERO, Times.DAY));
    static final Key<Duration> APPROVAL_WITHIN = Key.of(
            "approvalWithin", "How long a proposal waits for an answer; 15m by default.", time(Times.MILLI, Times.DAY));
    static final Kind<Values> GUARDS_KIND = new Shape(
            "the guards",
            List.of(Form.of(
                    BUDGET,
                    COOLDOWN,
                    RECURRENCE,
                    RISK_CEILING,
                    STORM,
                    STORM_SHARE,
                    QUARANTINE,
                    STARTUP_GRACE,
                    APPROVAL_WITHIN)));

    // Maintenance
    static final Key<LocalTime> FROM = Key.required("from", "When it begins.", Times.TIME_OF_DAY);
    static final Key<LocalTime> TO =
            Key.required("to", "When it ends, the next day if not after its beginning.", Times.TIME_OF_DAY);
    static final Key<ZoneId> ZONE = Key.required("zone", "Whose wall clock, such as Europe/Berlin or UTC.", Times.ZONE);
    static final Key<List<At<DayOfWeek>>> DAYS =
            Key.of("days", "The days on which it begins; every day by default.", new OneOrMany<>(Times.DAY_OF_WEEK));
    static final Kind<Values> WINDOW =
            new Shape("a maintenance window", List.of(Form.of(FROM, TO, ZONE, DAYS, COMPONENT, BECAUSE)));

    // Knowledge
    static final Key<String> WORDS =
            Key.required("words", "What the sign means, in one sentence for people.", Words.REASON);
    static final Key<List<At<String>>> METRICS = Key.required(
            "metrics",
            "The metric that shows it, or several, each with one * at most in place of a part of its name.",
            new OneOrMany<>(Words.METRICS));
    static final Key<Amount> SIGN_FROM = Key.required("from", "The value at which the sign begins.", Amount.WORD);
    static final Key<Amount> SIGN_TO = Key.required(
            "to", "The value at which it is fully there; below \"from\" if low values are the bad ones.", Amount.WORD);
    static final Key<Double> LEAK =
            Key.of("leak", "The chance to see it without any known cause; 3 % by default.", Amount.CHANCE);
    static final Key<String> GROUP =
            Key.of("group", "Signs of one group say about the same, and together count as one.", Words.NAME);
    static final Key<Sign.Measure> MEASURE = Key.of(
            "measure",
            "What is compared: the level, by default; the same of an age, which says how long something has lasted; how far it"
                    + " is above, below or off what is usual for it, in units of its usual spread; a health; or the share of"
                    + " healths that are down.",
            Words.hyphened("a measure", Sign.Measure.class));
    static final Key<Sign.Place> PLACE = Key.of(
            "place",
            "Whose metrics show it: those around the component in trouble, by default, or of a dependency.",
            Words.hyphened("a place", Sign.Place.class));
    static final Key<Duration> SHOWS_AFTER = Key.of(
            "after",
            "How long a cause has to be at work before the sign shows; of younger trouble its absence says nothing.",
            time(Times.MILLI, Times.YEAR));
    static final Kind<Values> SIGN = new Shape(
            "a sign", List.of(Form.of(WORDS, METRICS, SIGN_FROM, SIGN_TO, LEAK, GROUP, MEASURE, PLACE, SHOWS_AFTER)));
    static final Key<Double> PRIOR =
            Key.of("prior", "The chance that it is behind an incident, before anything is looked at.", Amount.CHANCE);
    static final Key<Map<String, At<Double>>> PRODUCES = Key.of(
            "signs",
            "For each sign that it produces the chance that it alone does.",
            new Named<>("signs", Words.KEY, Amount.CHANCE));
    static final Key<Map<String, At<Double>>> CURES = Key.of(
            "cures",
            "For each action that cures it the chance that it does; \"nothing\" for the chance that it goes by itself.",
            new Named<>("actions", Words.KEY, Amount.CHANCE));
    static final Key<Boolean> OUTSIDE = Key.of(
            "outside",
            "Whether it lies outside of the service, where no restart reaches; false by default.",
            Words.YES_OR_NO);
    static final Key<Double> AFTER_DEPLOYMENT = Key.of(
            "afterDeployment",
            "By what its odds are multiplied right after a deployment; 1 by default.",
            Amount.FACTOR);
    static final Key<Double> BESIDE_SICK = Key.of(
            "besideSick", "By what they are multiplied while a dependency is sick; 1 by default.", Amount.FACTOR);
    static final Kind<Values> CAUSE =
            new Shape("a cause", List.of(Form.of(PRIOR, PRODUCES, CURES, OUTSIDE, AFTER_DEPLOYMENT, BESIDE_SICK)));
    static final Key<Map<String, At<Values>>> SIGNS =
            Key.of("signs", "What can be seen of trouble, by a name.", new Named<>("signs", Words.KEY, SIGN));
    static final Key<Map<String, At<Values>>> CAUSES = Key.of(
            "causes",
            "What can be behind trouble, by its name; of one that is known already, what is to be added or changed.",
            new Named<>("causes", Words.KEY, CAUSE));
    static final Key<List<At<String>>> RESTARTS = Key.of(
            "restarts",
            "The action that restarts the service or a part of it, or several.",
            new OneOrMany<>(Words.NAME));
    static final Key<Duration> OPENS_AFTER = Key.of(
            "opensAfter",
            "An incident opens, without a rule, for each sign that is fully there for so long; none do by default.",
            time(Duration.ZERO, Times.DAY));
    static final Kind<Values> KNOWLEDGE_KIND =
            new Shape("the knowledge", List.of(Form.of(SIGNS, CAUSES, RESTARTS, OPENS_AFTER)));

    // The whole
    private static final Word<Mode> MODE_WORD = Words.oneOf("a mode", Mode.class);
    static final Key<String> SERVICE = Key.of("service", "The name of the service that is healed.", Words.NAME);
    static final Key<Mode> MODE =
            Key.of("mode", "Whether decisions are only told, proposed, or carried out; enforce by default.", MODE_WORD);
    static final Key<Map<String, At<Mode>>> MODES = Key.of(
            "modes",
            "The mode of single actions; of it and the global one the more cautious counts.",
            new Named<>("actions", Words.KEY, MODE_WORD));
    static final Key<Duration> EVERY =
            Key.of("every", "The loop's period; 1s by default.", time(Times.MILLI.multipliedBy(10), Times.YEAR));
    static final Key<Path> JOURNAL = Key.of("journal", "The file in which the record is kept.", Words.PATH);
    static final Key<Boolean> RECORD_METRICS = Key.of(
            "recordMetrics",
            "Whether the journal also keeps what probes saw, so that the past can be replayed; false by default.",
            Words.YES_OR_NO);
    static final Key<Boolean> WATCH_EVERY_GAUGE = Key.of(
            "watchEveryGauge",
            "Whether each gauge is watched for what is unusual for itself, to tell of it; false by default.",
            Words.YES_OR_NO);
    static final Key<Path> EVIDENCE =
            Key.of("evidence", "The folder for what was seen before an incident's first action.", Words.PATH);
    static final Key<Map<String, At<Values>>> COMPONENTS = Key.of(
            "components",
            "What can be sick besides the service, and what each depends on.",
            new Named<>("components", Words.KEY, PART_OF_THE_WHOLE));
    static final Key<Map<String, At<Values>>> PROBES =
            Key.of("probes", "What is observed, by the name of the metric.", new Named<>("probes", Words.KEY, PROBE));
    static final Key<List<Values>> RULES =
            Key.of("rules", "What counts as trouble, and what to do about it.", new Many<>("rules", 0, RULE));
    static final Key<Values> GUARDS = Key.of("guards", "The numbers of the safety kernel.", GUARDS_KIND);
    static final Key<List<Values>> MAINTENANCE = Key.of(
            "maintenance", "Times of the day at which nothing is done.", new Many<>("maintenance windows", 0, WINDOW));
    static final Key<Values> KNOWLEDGE =
            Key.of("knowledge", "What the engine that diagnoses knows besides what comes with it.", KNOWLEDGE_KIND);
    static final Shape POLICY = new Shape(
            "a policy",
            List.of(Form.of(
                    SERVICE,
                    MODE,
                    MODES,
                    EVERY,
                    JOURNAL,
                    RECORD_METRICS,
                    WATCH_EVERY_GAUGE,
                    FALSE_ALARMS,
                    EVIDENCE,
                    COMPONENTS,
                    PROBES,
                    RULES,
                    GUARDS,
                    MAINTENANCE,
                    KNOWLEDGE)));

    private Vocabulary() {}

    private static Word<Duration> time(Duration least, Duration most) {
        return Times.duration(least, most);
    }

    private static List<Form> also(List<Form> forms, Key<?>... keys) {
        return forms.stream().map(form -> form.with(List.of(keys))).toList();
    }
}
