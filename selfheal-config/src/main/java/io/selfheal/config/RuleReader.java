package io.selfheal.config;

import static io.selfheal.config.Vocabulary.ABOVE;
import static io.selfheal.config.Vocabulary.ALL;
import static io.selfheal.config.Vocabulary.ANY;
import static io.selfheal.config.Vocabulary.BECAUSE;
import static io.selfheal.config.Vocabulary.BELOW;
import static io.selfheal.config.Vocabulary.CLEARING_ABOVE;
import static io.selfheal.config.Vocabulary.CLEARING_BELOW;
import static io.selfheal.config.Vocabulary.FALLING_BY;
import static io.selfheal.config.Vocabulary.FALSE_ALARMS;
import static io.selfheal.config.Vocabulary.IN;
import static io.selfheal.config.Vocabulary.IS;
import static io.selfheal.config.Vocabulary.LASTING;
import static io.selfheal.config.Vocabulary.LIMIT;
import static io.selfheal.config.Vocabulary.NAMED;
import static io.selfheal.config.Vocabulary.RISING_BY;
import static io.selfheal.config.Vocabulary.RUN;
import static io.selfheal.config.Vocabulary.RUNS_OUT_WITHIN;
import static io.selfheal.config.Vocabulary.SETTLING;
import static io.selfheal.config.Vocabulary.WHEN;

import io.selfheal.Rule;
import io.selfheal.rule.Above;
import io.selfheal.rule.Below;
import io.selfheal.rule.Changing;
import io.selfheal.rule.Rules;
import io.selfheal.rule.Sentence;
import io.selfheal.rule.When;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes sentences of what a file says about rules. */
final class RuleReader {
    private final Draft draft;
    private final Problems problems;
    private final Map<String, Place> ids = new HashMap<>();

    RuleReader(Draft draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    void rules(List<Values> rules) {
        rules.forEach(rule -> condition(rule, new Faults(problems)).ifPresent(sentence -> rule(sentence, rule)));
    }

    private void rule(Sentence<?> condition, Values values) {
        Sentence<?> rule = condition;
        List<At<String>> ladder = values.get(RUN).orElse(List.of());
        for (int i = 0; i < ladder.size(); i++) {
            String action = ladder.get(i).value();
            rule = i == 0 ? rule.run(action) : rule.thenRun(action);
        }
        Optional<Duration> settling = values.get(SETTLING);
        if (settling.isPresent()) {
            rule = rule.settling(settling.get());
        }
        Optional<String> reason = values.get(BECAUSE);
        if (reason.isPresent()) {
            rule = rule.because(reason.get());
        }
        Optional<At<String>> name = values.at(NAMED);
        if (name.isPresent()) {
            rule = rule.named(name.get().value());
        }
        Rule whole = rule;
        draft.call(builder -> builder.rule(whole));
        remember(whole.id(), name.map(At::place).orElse(values.place()), ladder);
    }

    private void remember(String id, Place place, List<At<String>> ladder) {
        Place first = ids.putIfAbsent(id, place);
        if (first != null) {
            problems.add(
                    place,
                    "found the rule " + Clean.quoted(id) + " again, which is already in line " + first.line()
                            + "; give one of them a name of its own with \"named\"");
        }
        draft.landmark("rule \"" + id + "\"", place);
        draft.landmark("two rules have the id \"" + id + "\"", place);
        ladder.forEach(action -> draft.landmark("rule \"" + id + "\" runs \"" + action.value() + "\"", action.place()));
    }

    private Optional<Sentence<?>> condition(Values values, Faults faults) {
        Optional<Sentence<?>> found = values.get(ALL)
                .flatMap(parts -> joined(parts, true))
                .or(() -> values.get(ANY).flatMap(parts -> joined(parts, false)))
                .or(() -> values.at(WHEN).flatMap(metric -> single(metric, values, faults)));
        return found.map(sentence -> lasting(sentence, values));
    }

    private static Sentence<?> lasting(Sentence<?> sentence, Values values) {
        Optional<Duration> dwell = values.get(LASTING);
        return dwell.isPresent() ? sentence.lasting(dwell.get()) : sentence;
    }

    private Optional<Sentence<?>> joined(List<Values> parts, boolean both) {
        Sentence<?> whole = null;
        boolean complete = true;
        for (Values part : parts) {
            Optional<Sentence<?>> read = condition(part, new Faults(problems));
            complete &= read.isPresent();
            if (read.isPresent()) {
                whole = whole == null ? read.get() : both ? whole.and(read.get()) : whole.or(read.get());
            }
        }
        return complete ? Optional.ofNullable(whole) : Optional.empty();
    }

    private Optional<Sentence<?>> single(At<String> metric, Values values, Faults faults) {
        When when = Rules.when(metric.value());
        faults.of(when.isDown(), metric.place());
        Optional<Ailing> ailing = values.get(IS);
        if (ailing.isPresent()) {
            return Optional.of(ailing(when, ailing.get(), values));
        }
        Gauged gauged = new Gauged(metric.value(), values, problems);
        return gauged.amount(ABOVE)
                .<Sentence<?>>map(limit -> above(when, limit, gauged.amount(CLEARING_BELOW), faults))
                .or(() -> gauged.amount(BELOW).map(limit -> below(when, limit, gauged.amount(CLEARING_ABOVE), faults)))
                .or(() -> values.at(RUNS_OUT_WITHIN).flatMap(within -> dwindling(when, within, gauged, faults)))
                .or(() -> values.get(IN).flatMap(window -> changing(when, window, gauged, faults)));
    }

    private Sentence<?> ailing(When when, Ailing ailing, Values values) {
        Optional<At<Double>> accepted = values.at(FALSE_ALARMS);
        if (ailing != Ailing.UNUSUAL) {
            accepted.ifPresent(said -> problems.add(
                    said.place(),
                    "found \"falseAlarmsAMonth\" beside \"is: " + ailing.name().toLowerCase(Locale.ROOT)
                            + "\", expected it only beside \"is: unusual\"; leave it out"));
        }
        return switch (ailing) {
            case DOWN -> when.isDown();
            case DEGRADED -> when.isDegraded();
            case UNUSUAL -> accepted.map(said -> when.isUnusual(said.value())).orElseGet(when::isUnusual);
        };
    }

    private static Optional<Sentence<?>> dwindling(When when, At<Duration> within, Gauged gauged, Faults faults) {
        if (gauged.values().at(LIMIT).isEmpty()) {
            return Optional.of(faults.of(when.runsOutWithin(within.value()), within.place()));
        }
        return gauged.amount(LIMIT)
                .map(limit -> faults.of(when.runsOutWithin(within.value(), limit.value()), limit.place()));
    }

    private static Sentence<?> above(When when, At<Double> limit, Optional<At<Double>> clearing, Faults faults) {
        Above rule = faults.of(when.above(limit.value()), limit.place());
        return clearing.isEmpty()
                ? rule
                : faults.of(
                        rule.clearingBelow(clearing.get().value()),
                        clearing.get().place());
    }

    private static Sentence<?> below(When when, At<Double> limit, Optional<At<Double>> clearing, Faults faults) {
        Below rule = faults.of(when.below(limit.value()), limit.place());
        return clearing.isEmpty()
                ? rule
                : faults.of(
                        rule.clearingAbove(clearing.get().value()),
                        clearing.get().place());
    }

    private static Optional<Sentence<?>> changing(When when, Duration window, Gauged gauged, Faults faults) {
        Optional<At<Double>> rise = gauged.amount(RISING_BY);
        Optional<At<Double>> fall = gauged.amount(FALLING_BY);
        Optional<Changing> change = rise.map(amount -> faults.of(when.risingBy(amount.value(), window), amount.place()))
                .or(() -> fall.map(amount -> faults.of(when.fallingBy(amount.value(), window), amount.place())));
        Optional<At<Double>> clearing = gauged.amount(CLEARING_BELOW);
        return change.map(rule -> clearing.isEmpty()
                ? rule
                : faults.of(
                        rule.clearingBelow(clearing.get().value()),
                        clearing.get().place()));
    }
}
