package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects every problem of a blueprint, each with its culprit and its fix. */
final class Inspection {
    private static final Duration LEAST_PERIOD = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofDays(365);
    private static final int LONGEST = 2_000;

    /** Beyond that an adviser delays what it is to improve. */
    private static final Duration LONGEST_ADVICE = Duration.ofSeconds(30);

    private final List<String> problems = new ArrayList<>();
    private List<Policy> policies = List.of();

    void problem(String problem) {
        String placed = problem;
        for (Policy policy : policies) {
            placed = policy.placed(placed);
        }
        problems.add(Text.clean(placed, LONGEST)); // names in it may be anything
    }

    /** From now on problems may lie in these. */
    void placedBy(List<Policy> applied) {
        policies = applied;
    }

    /** Throws if there is any problem. */
    void end() {
        if (!problems.isEmpty()) {
            throw new InvalidPolicyException(problems);
        }
    }

    List<Sensor> sensors(List<Probe> probes, String service) {
        List<Sensor> sensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Probe probe : probes) {
            Sensor sensor = asked("probe " + probe.getClass().getName(), () -> Sensor.of(probe, service));
            if (sensor == null) {
                continue;
            }
            String culprit = "probe \"" + sensor.name() + "\"";
            if (sensor.name().isBlank() || sensor.name().contains("$$Lambda")) {
                problem("a probe has no name (" + probe.getClass().getName() + "): give it one with Probe.of(name, …)");
            } else if (!names.add(sensor.name())) {
                problem("two probes are named \"" + sensor.name() + "\": give each a name of its own");
            }
            Unit.problemWith(sensor.name()).ifPresent(wrong -> problem(culprit + ": " + wrong));
            positive(culprit + ": interval", sensor.interval());
            positive(culprit + ": timeout", sensor.timeout());
            sensors.add(sensor);
        }
        return sensors;
    }

    Map<String, Remedy> remedies(List<RecoveryAction> actions) {
        Map<String, Remedy> remedies = new LinkedHashMap<>();
        for (RecoveryAction action : actions) {
            Remedy remedy = asked("action " + action.getClass().getName(), () -> Remedy.of(action));
            if (remedy == null) {
                continue;
            }
            if (remedy.id().isBlank()) {
                problem("an action has a blank id (" + action.getClass().getName()
                        + "): give it one, like clear-cache");
            } else if (remedies.put(remedy.id(), remedy) != null) {
                problem("two actions have the id \"" + remedy.id() + "\": rename one, or register it once");
            }
            positive("action \"" + remedy.id() + "\": timeout", remedy.timeout());
        }
        return remedies;
    }

    void rules(List<Rule> rules, Map<String, Remedy> remedies, Risk ceiling) {
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            asked("rule " + rule.getClass().getName(), () -> {
                rule(rule, ids, remedies.keySet());
                risks(rule, remedies, ceiling);
                return rule.newDetector();
            });
        }
    }

    private void rule(Rule rule, Set<String> ids, Set<String> actions) {
        String culprit = "rule \"" + rule.id() + "\"";
        if (rule.id().isBlank() || !rule.id().equals(Text.name(rule.id()))) {
            problem(culprit + ": its id must be plain text of 1 to " + Text.NAME + " characters");
        }
        if (!ids.add(rule.id())) {
            problem("two rules have the id \"" + rule.id() + "\": name one of them with named(…)");
        }
        if (rule.settle().isNegative() || rule.settle().compareTo(MOST) > 0) {
            problem(culprit + ": its effect is awaited for " + rule.settle() + ": not negative, and a year at most");
        }
        rule.problems().forEach(wrong -> problem(culprit + ": " + wrong));
        rule.ladder().stream()
                .filter(action -> !actions.contains(action))
                .forEach(action -> problem(
                        culprit + " runs \"" + action + "\", which is not registered" + suggestion(action, actions)));
    }

    /** A rung that no guard would ever let pass is an error of the ladder. */
    private void risks(Rule rule, Map<String, Remedy> remedies, Risk ceiling) {
        for (String action : rule.ladder()) {
            Remedy remedy = remedies.get(action);
            if (remedy != null && remedy.risk().compareTo(ceiling) > 0) {
                problem("rule \"" + rule.id() + "\" runs \"" + action + "\", whose risk is " + remedy.risk() + ", but "
                        + ceiling + " is the most that is allowed: raise it with riskCeiling(Risk." + remedy.risk()
                        + "), or leave the action out");
            }
        }
    }

    /** Trouble that goes round in circles has no cause. */
    void graph(ComponentGraph graph, Set<String> components) {
        List<String> cycle = graph.cycle();
        if (!cycle.isEmpty()) {
            problem("components depend on each other in a circle: " + String.join(" -> ", cycle)
                    + ": take one of these dependencies out");
        }
        graph.needed().stream()
                .filter(name -> !components.contains(name))
                .forEach(name -> Spelling.nearest(name, components)
                        .ifPresent(near -> problem("a component depends on \"" + name
                                + "\", which nothing declares or observes: did you mean \"" + near + "\"?")));
    }

    /** What threads, files and folders were made of at the start stays as it is. */
    void unchanged(Blueprint first, Blueprint next) {
        fixed("the service's name", first.service, next.service);
        fixed("the period", first.period, next.period);
        fixed("the journal", first.journalFile, next.journalFile);
        fixed("the evidence's folder", first.evidenceFolder, next.evidenceFolder);
        fixed("the recording of metrics", first.recordsMetrics, next.recordsMetrics);
    }

    private void fixed(String what, @Nullable Object first, @Nullable Object next) {
        if (!Objects.equals(first, next)) {
            problem(what + " cannot change from " + first + " to " + next
                    + " while the loop turns: restart the service");
        }
    }

    /** Asks for the names that events will carry. */
    <T> void names(String kind, Collection<T> things, Function<T, String> name) {
        things.forEach(thing -> asked(kind + " " + thing.getClass().getName(), () -> Text.name(name.apply(thing))));
    }

    /** How the loop is advised. */
    Optional<Advising> advising(Blueprint blueprint) {
        DecisionAdvisor advisor = blueprint.advisor;
        if (advisor == null) {
            return Optional.empty();
        }
        Duration deadline = blueprint.advisorDeadline;
        if (deadline.compareTo(Duration.ofMillis(1)) < 0 || deadline.compareTo(LONGEST_ADVICE) > 0) {
            problem("the adviser's deadline is " + deadline + ": set it to a millisecond at least, and to "
                    + LONGEST_ADVICE.toSeconds() + " seconds at most, for healing waits for it");
        }
        String name = asked("adviser " + advisor.getClass().getName(), () -> Text.name(advisor.name()));
        return Optional.ofNullable(name).map(known -> new Advising(known, deadline, blueprint.advisedLadders));
    }

    void modes(Map<String, Mode> modes, Set<String> actions) {
        modes.keySet().stream()
                .filter(action -> !actions.contains(action))
                .forEach(action -> problem("the mode of \"" + action + "\" is set, which is not registered"
                        + suggestion(action, actions)));
    }

    /** A limit that can never trip is none: it is an error, however good it looks. */
    void numbers(Blueprint blueprint, Collection<Remedy> remedies) {
        if (blueprint.service.isBlank()) {
            problem("the service has a blank name: name it with service(…)");
        }
        Duration period = Pace.period(blueprint.period);
        if (period.compareTo(LEAST_PERIOD) < 0 || period.compareTo(MOST) > 0) {
            problem("the period is " + period + ": set every(…) to 10 milliseconds or more");
        }
        Limits limits = blueprint.limits;
        if (limits.budget < 1) {
            problem("the budget is " + limits.budget + " runs: allow at least 1, or use Mode.OBSERVE to allow none");
        }
        if (limits.recurrence < 1) {
            problem("the recurrence is " + limits.recurrence + ": allow at least 1 healing a day");
        }
        withinADay("the budget's window", limits.budgetWindow);
        withinADay("the first cooldown", limits.firstCooldown);
        withinADay("the longest cooldown", limits.longestCooldown);
        withinADay("the storm's window", limits.stormWindow);
        withinADay("the quarantine", limits.quarantine);
        withinADay("the time for an approval", limits.approval);
        if (limits.storm < 1) {
            problem("a storm begins beyond " + limits.storm + " incidents: allow at least 1");
        }
        if (!(limits.stormShare > 0 && limits.stormShare <= 1)) {
            problem("a storm begins beyond a share of " + limits.stormShare + ": set it above 0, and up to 1");
        }
        if (limits.grace.isNegative() || limits.grace.compareTo(Duration.ofDays(1)) > 0) {
            problem("the grace after the start is " + limits.grace + ": not negative, and a day at most");
        }
        if (limits.longestCooldown.compareTo(limits.firstCooldown) < 0) {
            problem("the longest cooldown (" + limits.longestCooldown + ") is shorter than the first ("
                    + limits.firstCooldown + "): swap them");
        }
        for (Remedy remedy : remedies) {
            if (longerThan(limits.budgetWindow, remedy.timeout(), limits.budget)) {
                problem("the budget of " + limits.budget + " runs in " + limits.budgetWindow
                        + " might never be reached, as \"" + remedy.id() + "\" may take " + remedy.timeout()
                        + ": lengthen the window, or shorten the action's timeout");
            }
        }
    }

    private static boolean longerThan(Duration window, Duration timeout, int runs) {
        return runs > 0
                && timeout.compareTo(MOST) <= 0
                && timeout.multipliedBy(runs).compareTo(window) > 0;
    }

    private void positive(String culprit, @Nullable Duration duration) {
        if (duration == null || duration.isNegative() || duration.isZero() || duration.compareTo(MOST) > 0) {
            problem(culprit + " is " + duration + ": it must be above zero, and a year at most");
        }
    }

    /** Runs are remembered for a day: a longer limit would not be kept. */
    private void withinADay(String culprit, @Nullable Duration duration) {
        if (duration == null
                || duration.compareTo(Duration.ofMillis(1)) < 0
                || duration.compareTo(Duration.ofDays(1)) > 0) {
            problem(culprit + " is " + duration + ": it must be a millisecond at least, and a day at most");
        }
    }

    /** Asks user code; what it throws is a problem of the blueprint. */
    private <T> @Nullable T asked(String culprit, Supplier<T> question) {
        try {
            return question.get();
        } catch (Throwable thrown) { // a name() that throws is named here, not in a stack trace at start
            problem(culprit + " could not be asked for its settings: "
                    + Fault.of(thrown).shown());
            return null;
        }
    }

    private static String suggestion(String wrong, Set<String> known) {
        return Spelling.nearest(wrong, known)
                .map(near -> ": did you mean \"" + near + "\"?")
                .orElse(known.isEmpty() ? ": add it with action(…)" : "; registered are " + known);
    }
}
