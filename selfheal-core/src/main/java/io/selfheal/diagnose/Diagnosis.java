package io.selfheal.diagnose;

import io.selfheal.Alternative;
import io.selfheal.Background;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.DecisionEngine;
import io.selfheal.Detector;
import io.selfheal.Refusal;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
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
 * <p>A rule with a ladder keeps precedence: what the host has ordered is done in its order, and the likely causes are only told.
 * Where nothing is worth the risk it holds; once it gets worse, lasts, or nothing is left to try, it tells a person. What it
 * has learnt of actions is in the case, so that the same case gets the same decision. Pure and immutable: any thread may call
 * it.
 */
public final class Diagnosis implements DecisionEngine {
    /** One hysteresis band further from health is worse, as after an action. */
    private static final double WORSE_BY = 1;

    /** Assumed: what neither goes by itself nor becomes clear within half an hour is for a person. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Knowledge knowledge;
    private final Hypotheses hypotheses;
    private final boolean exploring;
    private final DecisionEngine ladder = DecisionEngine.ladder();

    private Diagnosis(Knowledge knowledge, boolean exploring) {
        this.knowledge = knowledge;
        this.hypotheses = Hypotheses.of(knowledge);
        this.exploring = exploring;
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
        return new Diagnosis(knowledge, false);
    }

    /**
     * The same, but now and then it takes an action that is {@linkplain io.selfheal.Risk#SAFE safe} and {@linkplain
     * io.selfheal.RecoveryAction#reversible() reversible} although another one is held to be better, to learn whether it helps.
     * Which, follows from the incident's id, and the reason says so.
     *
     * @return the engine
     */
    public Diagnosis exploring() {
        return new Diagnosis(knowledge, true);
    }

    /**
     * The same with other knowledge.
     *
     * @param other at least one cause
     * @return the engine
     */
    public Diagnosis knowing(Knowledge other) {
        return exploring ? of(other).exploring() : of(other);
    }

    /** What it infers from. */
    public Knowledge knowledge() {
        return knowledge;
    }

    /**
     * A detector that opens an incident for each sign which is fully there, without a rule. Signs that are a change show in no
     * single snapshot, so they open none: they only speak for causes.
     *
     * @param lasting how long it must have been there; zero or more
     * @return a new detector, for one loop
     */
    public Detector signs(Duration lasting) {
        return new Signs(knowledge, lasting);
    }

    @Override
    public boolean looksBackAt(String gauge) {
        return knowledge.signs().stream().anyMatch(sign -> sign.measure().looksBack() && sign.shows(gauge));
    }

    @Override
    public List<String> suspects(List<Symptom> symptoms, Background background) {
        return Suspicion.of(symptoms, background);
    }

    @Override
    public List<String> blindSpots(Snapshot snapshot) {
        return knowledge.confusable(snapshot);
    }

    @Override
    public Decision decide(Case about) {
        Inference inference = Inference.of(hypotheses, about);
        Explanation explanation = new Explanation(about, inference);
        if (about.laddered()) {
            return with(explanation.causes(), ladder.decide(about));
        }
        List<Weighed> weighed = weighed(about, inference);
        Optional<Weighed> best = weighed.stream()
                .filter(option -> option.worthIt() && !option.refusedForGood())
                .findFirst();
        if (exploring) {
            Optional<Exploration.Try> other = Exploration.draw(weighed, best, inference, seed(about));
            if (other.isPresent()) {
                String why = other.get().words(best) + "; ";
                return heal(other.get().option(), other.get().drawn(), why, weighed, explanation);
            }
        }
        if (best.isEmpty()) {
            return abstain(about, weighed, explanation);
        }
        Optional<Refusal> refusal = best.get().candidate().refusal();
        if (refusal.isPresent()) {
            return refusal.get().until() == Refusal.Until.A_PERSON
                    ? new Decision.Escalate(refusal.get().reason() + "; " + explanation.story(), explanation.causes())
                    : new Decision.Hold(refusal.get().guard(), refusal.get().reason(), explanation.causes());
        }
        return heal(best.get(), best.get().cure(), "", weighed, explanation);
    }

    @Override
    public Map<String, Double> chances(Case about) {
        Inference inference = Inference.of(hypotheses, about);
        Map<String, Double> chances = new LinkedHashMap<>();
        about.candidates()
                .forEach(candidate -> chances.put(
                        candidate.action(), inference.efficacy().cure(candidate.action(), inference.posterior())));
        return chances;
    }

    @Override
    public List<String> causes() {
        return knowledge.causes().stream().map(KnownCause::name).toList();
    }

    private static List<Weighed> weighed(Case about, Inference inference) {
        double nothing = inference.efficacy().told(KnownCause.NOTHING, inference.posterior());
        double clearest = inference.posterior().clearest();
        List<Weighed> weighed = new ArrayList<>();
        for (Candidate candidate : about.candidates()) {
            weighed.add(new Weighed(
                    candidate,
                    inference.efficacy().told(candidate.action(), inference.posterior()),
                    inference.efficacy().cure(candidate.action(), inference.posterior()),
                    inference.efficacy().ends(candidate.action(), inference.posterior()),
                    nothing,
                    clearest,
                    inference.experience().outcomes(candidate.action()),
                    inference.forbids(candidate)));
        }
        IdentityHashMap<Weighed, Double> first = new IdentityHashMap<>();
        weighed.forEach(option -> first.put(option, option.first(weighed)));
        Comparator<Weighed> least = Comparator.comparingDouble(first::get);
        return weighed.stream().sorted(least.reversed()).toList();
    }

    private static Decision heal(
            Weighed chosen, double chance, String why, List<Weighed> weighed, Explanation explanation) {
        List<Alternative> rejected = new ArrayList<>();
        for (Weighed option : weighed) {
            if (!option.equals(chosen)) {
                rejected.add(new Alternative(option.action(), option.words()));
            }
        }
        return new Decision.Heal(chosen.action(), why + explanation.story(), chance, explanation.causes(), rejected);
    }

    private static Decision abstain(Case about, List<Weighed> weighed, Explanation explanation) {
        String none = weighed.isEmpty()
                ? "no remedy is left"
                : "no remedy is worth its risk: "
                        + String.join(
                                ", ",
                                weighed.stream().limit(3).map(Weighed::words).toList());
        String reason = none + "; " + explanation.story();
        boolean hopeless = weighed.isEmpty() || !about.incident().attempts().isEmpty();
        Optional<String> worse = worse(about);
        if (hopeless || worse.isPresent()) {
            return new Decision.Escalate(worse.map(why -> why + "; ").orElse("") + reason, explanation.causes());
        }
        boolean leftAlone = weighed.stream().anyMatch(option -> option.sure() && !option.better());
        return new Decision.Hold(leftAlone ? "LeftAlone" : "NotSure", reason, explanation.causes());
    }

    /** Why it cannot be left alone any longer. */
    private static Optional<String> worse(Case about) {
        double grown =
                about.incident().symptom().severity() - about.background().severityAtFirst();
        Duration open =
                Duration.between(about.incident().opened(), about.snapshot().time());
        return grown > WORSE_BY
                ? Optional.of("it got worse since it was opened")
                : open.compareTo(PATIENCE) > 0
                        ? Optional.of("it has lasted for " + open.toMinutes() + " minutes")
                        : Optional.empty();
    }

    private static String seed(Case about) {
        return about.incident().id() + '/' + about.incident().attempts().size();
    }

    private static Decision with(List<Cause> causes, Decision decision) {
        if (decision instanceof Decision.Heal heal) {
            return new Decision.Heal(heal.action(), heal.reason(), heal.confidence(), causes, heal.alternatives());
        }
        return decision instanceof Decision.Hold hold
                ? new Decision.Hold(hold.name(), hold.reason(), causes)
                : new Decision.Escalate(decision.reason(), causes);
    }
}
