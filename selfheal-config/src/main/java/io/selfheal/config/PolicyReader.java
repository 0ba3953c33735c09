package io.selfheal.config;

import static io.selfheal.config.Vocabulary.COMPONENTS;
import static io.selfheal.config.Vocabulary.DEPENDS_ON;
import static io.selfheal.config.Vocabulary.EVERY;
import static io.selfheal.config.Vocabulary.EVIDENCE;
import static io.selfheal.config.Vocabulary.FALSE_ALARMS;
import static io.selfheal.config.Vocabulary.GUARDS;
import static io.selfheal.config.Vocabulary.JOURNAL;
import static io.selfheal.config.Vocabulary.KNOWLEDGE;
import static io.selfheal.config.Vocabulary.MAINTENANCE;
import static io.selfheal.config.Vocabulary.MODE;
import static io.selfheal.config.Vocabulary.MODES;
import static io.selfheal.config.Vocabulary.OPENS_AFTER;
import static io.selfheal.config.Vocabulary.POLICY;
import static io.selfheal.config.Vocabulary.PROBES;
import static io.selfheal.config.Vocabulary.RECORD_METRICS;
import static io.selfheal.config.Vocabulary.RULES;
import static io.selfheal.config.Vocabulary.SERVICE;
import static io.selfheal.config.Vocabulary.WATCH_EVERY_GAUGE;

import io.selfheal.InvalidPolicyException;
import io.selfheal.SelfHealing;
import io.selfheal.detect.FalseAlarms;
import io.selfheal.detect.Unusual;
import io.selfheal.diagnose.Diagnosis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reads a whole policy: text to nodes, nodes to values, values to calls of the builder. */
final class PolicyReader {
    private final String file;
    private final Problems problems;
    private final Draft draft = new Draft();

    private PolicyReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a policy.
     *
     * @param name the file's name
     * @param text its text
     * @param environment what variables hold
     * @param problems hears of everything that is wrong
     * @return what it says, as far as it could be read; to be used only if there is no problem
     */
    static Draft read(String name, String text, Function<String, Optional<String>> environment, Problems problems) {
        PolicyReader reader = new PolicyReader(name, problems);
        try {
            Node root = Tree.of(name, text, new Variables(environment, problems), problems);
            POLICY.read(root, problems).ifPresent(reader::policy);
        } catch (Unreadable unreadable) {
            problems.add(unreadable.place(), unreadable.told());
        }
        return reader.draft;
    }

    private void policy(Values policy) {
        policy.at(KNOWLEDGE)
                .ifPresent(this::knowledge); // first, as it may still refuse, and the builder is told nothing then
        policy.get(MODE).ifPresent(mode -> draft.call(builder -> builder.mode(mode)));
        lasting(policy, SERVICE, "the service's name", SelfHealing.Builder::service);
        lasting(policy, EVERY, "the period", SelfHealing.Builder::every);
        lasting(policy, JOURNAL, "the journal", SelfHealing.Builder::journal);
        lasting(policy, RECORD_METRICS, "the recording of metrics", SelfHealing.Builder::recordMetrics);
        everyGauge(policy);
        lasting(policy, EVIDENCE, "the evidence's folder", SelfHealing.Builder::evidence);
        policy.get(COMPONENTS).ifPresent(this::components);
        policy.get(PROBES).ifPresent(probes -> new ProbeReader(draft, problems).probes(probes));
        policy.get(RULES).ifPresent(rules -> new RuleReader(draft, problems).rules(rules));
        policy.get(MODES).orElse(Map.of()).forEach((action, mode) -> {
            draft.call(builder -> builder.mode(action, mode.value()));
            draft.landmark("the mode of \"" + action + "\"", mode.place());
        });
        policy.at(GUARDS).ifPresent(guards -> GuardReader.guards(guards, draft));
        policy.get(MAINTENANCE).orElse(List.of()).forEach(window -> GuardReader.window(window, draft));
    }

    private void knowledge(At<Values> said) {
        Lore lore = Lore.of(said.value(), problems);
        draft.call(builder -> builder.changeEngine(engine -> {
            Problems unfit = new Problems(file);
            if (!(engine instanceof Diagnosis diagnosis)) {
                unfit.add(
                        said.place(),
                        "found \"knowledge\" for an engine that infers nothing; expected code to name one that does, as in"
                                + " builder.engine(Diagnosis.of(Knowledge.jvm()))");
                throw refused(unfit);
            }
            Diagnosis knowing = diagnosis.knowing(lore.addedTo(diagnosis.knowledge(), unfit));
            if (!unfit.none()) {
                throw refused(unfit);
            }
            said.value().get(OPENS_AFTER).ifPresent(lasting -> builder.detector(knowing.signs(lasting)));
            return knowing;
        }));
    }

    private static InvalidPolicyException refused(Problems problems) {
        return new InvalidPolicyException(
                problems.all().stream().map(PolicyProblem::toString).toList());
    }

    private void everyGauge(Values policy) {
        boolean watched = policy.get(WATCH_EVERY_GAUGE).orElse(false);
        Optional<At<Double>> accepted = policy.at(FALSE_ALARMS);
        if (watched) {
            FalseAlarms limit =
                    accepted.map(said -> new FalseAlarms(said.value())).orElse(FalseAlarms.USUAL);
            draft.call(builder -> builder.detector(Unusual.everyGauge().accepting(limit)));
        } else {
            accepted.ifPresent(said -> problems.add(
                    said.place(),
                    "found \"falseAlarmsAMonth\" where no gauge is watched; write \"watchEveryGauge: true\" beside it, or"
                            + " put it beside \"is: unusual\" in a rule"));
        }
    }

    /** What cannot change while the loop turns; the builder says so by that name. */
    private <T> void lasting(Values policy, Key<T> key, String name, BiConsumer<SelfHealing.Builder, T> set) {
        policy.at(key).ifPresent(said -> {
            draft.call(builder -> set.accept(builder, said.value()));
            draft.landmark(name, said.place());
        });
    }

    private void components(Map<String, At<Values>> components) {
        components.forEach((name, needs) -> {
            String[] needed = needs.value().get(DEPENDS_ON).orElse(List.of()).stream()
                    .map(At::value)
                    .toArray(String[]::new);
            draft.call(builder -> builder.component(name).dependsOn(needed));
            draft.landmark("component \"" + name + "\"", needs.place());
        });
        new Circles(components).tellTo(problems);
    }
}
