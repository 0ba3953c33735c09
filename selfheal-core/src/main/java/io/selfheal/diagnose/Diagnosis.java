package io.selfheal.diagnose;

import io.selfheal.Alternative;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Decision;
import io.selfheal.DecisionEngine;
import io.selfheal.Detector;
import io.selfheal.Refusal;
import io.selfheal.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Infers what is likely to be wrong, and chooses the action with the best expected effect, or none.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Diagnosis.of(Knowledge.jvm().cures("drop-sessions", "cache bloat", 0.6));
 * SelfHealing.builder().engine(diagnosis).detector(diagnosis.signs(Duration.ofSeconds(30))) …
 * }</pre>
 *
 * <p>A rule with a ladder keeps precedence: what the host has ordered is done in its order. Where nothing is worth the risk it
 * holds, or, if nothing that is allowed could help, tells a person. Pure and immutable: any thread may call it.
 */
public final class Diagnosis implements DecisionEngine {
    /** By how much an action has to be better than doing nothing. */
    private static final double MARGIN = 0.05;

    private final Knowledge knowledge;
    private final DecisionEngine ladder = DecisionEngine.ladder();

    private Diagnosis(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * An engine that infers from what is known.
     *
     * @param knowledge at least one cause
     * @return the engine
     */
    public static Diagnosis of(Knowledge knowledge) {
        if (knowledge.causes().isEmpty()) {
            throw new IllegalArgumentException("no cause is known, so none can be inferred: give one");
        }
        return new Diagnosis(knowledge);
    }

    /**
     * A detector that opens an incident for each sign which is fully there, without a rule.
     *
     * @param lasting how long it must have been there; zero or more
     * @return a new detector, for one loop
     */
    public Detector signs(Duration lasting) {
        return new Signs(knowledge, lasting);
    }

    @Override
    public Decision decide(Case about) {
        if (about.laddered()) {
            return ladder.decide(about);
        }
        Posterior posterior = Posterior.of(knowledge, about.snapshot());
        Explanation explanation = new Explanation(knowledge, posterior);
        List<Weighed> weighed = about.candidates().stream()
                .map(candidate -> Weighed.of(candidate, posterior))
                .sorted(Comparator.comparingDouble(Weighed::utility).reversed())
                .toList();
        Optional<Weighed> best = weighed.stream()
                .filter(option -> option.worthIt()
                        && option.candidate()
                                .refusal()
                                .filter(Diagnosis::forGood)
                                .isEmpty())
                .findFirst();
        if (best.isEmpty()) {
            return abstain(about, weighed, explanation);
        }
        Candidate chosen = best.get().candidate();
        if (chosen.refusal().isPresent()) {
            Refusal refusal = chosen.refusal().get();
            return refusal.until() == Refusal.Until.A_PERSON
                    ? new Decision.Escalate(refusal.reason() + "; " + explanation.story())
                    : new Decision.Hold(refusal.guard(), refusal.reason());
        }
        return new Decision.Heal(
                chosen.action(),
                explanation.story(),
                best.get().cure(),
                explanation.causes(),
                rejected(weighed, best.get()));
    }

    @Override
    public Map<String, Double> chances(Case about) {
        Posterior posterior = Posterior.of(knowledge, about.snapshot());
        Map<String, Double> chances = new LinkedHashMap<>();
        about.candidates()
                .forEach(candidate -> chances.put(candidate.action(), Utility.cure(posterior, candidate.action())));
        return chances;
    }

    @Override
    public List<String> causes() {
        return knowledge.causes().stream().map(KnownCause::name).toList();
    }

    private static boolean forGood(Refusal refusal) {
        return refusal.until() == Refusal.Until.ANOTHER_ACTION;
    }

    private static Decision abstain(Case about, List<Weighed> weighed, Explanation explanation) {
        String none = weighed.isEmpty()
                ? "no remedy is left"
                : "no remedy is worth its risk: "
                        + String.join(
                                ", ",
                                weighed.stream().limit(3).map(Weighed::words).toList());
        return about.incident().attempts().isEmpty()
                        && about.incident().symptom().severity() < 1
                        && !weighed.isEmpty()
                ? new Decision.Hold("NotSure", none + "; " + explanation.story())
                : new Decision.Escalate(none + "; " + explanation.story());
    }

    private static List<Alternative> rejected(List<Weighed> weighed, Weighed chosen) {
        List<Alternative> rejected = new ArrayList<>();
        for (Weighed option : weighed) {
            if (!option.equals(chosen)) {
                rejected.add(new Alternative(
                        option.candidate().action(),
                        option.candidate()
                                .refusal()
                                .map(refusal -> "refused by " + refusal.guard() + ": " + refusal.reason())
                                .orElse(option.words())));
            }
        }
        return rejected;
    }

    /** An action with its chance to cure and its worth. */
    private record Weighed(Candidate candidate, double cure, double utility) {
        static Weighed of(Candidate candidate, Posterior posterior) {
            double cure = Utility.cure(posterior, candidate.action());
            return new Weighed(candidate, cure, Utility.of(cure, candidate.risk()));
        }

        boolean worthIt() {
            return utility > Utility.ofNothing() + MARGIN && cure >= Utility.demanded(candidate.risk());
        }

        String words() {
            return candidate.action() + " helps with a chance of " + Unit.RATIO.format(cure) + " at risk "
                    + candidate.risk();
        }
    }
}
