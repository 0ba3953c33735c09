package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides on a case with advice in it. Pure, and safe by its form: all that advice can do is to take candidates away from the
 * engine, which then decides itself, by its own numbers. What comes out riskier than the engine's own choice is not taken,
 * and what the engine would not do on its own is not done.
 */
final class Fusion {
    /** How long an objection holds something back at most. */
    private static final Duration LONGEST_VETO = Duration.ofMinutes(1);

    /** From one hysteresis band beyond its limit on a symptom is too urgent for objections, and for waiting. */
    static final double URGENT = 1;

    private static final String NAME = "Advice";

    private final DecisionEngine engine;

    Fusion(DecisionEngine engine) {
        this.engine = engine;
    }

    /** A decision, and whose word it goes by; by nobody's where no adviser is configured. */
    record Fused(Decision decision, Optional<Provenance> provenance) {}

    /**
     * Decides.
     *
     * @param about the case
     * @param alone what the engine decides without the advice in it
     */
    Fused decide(Case about, Decision alone) {
        Counsel counsel = about.counsel().orElseThrow();
        Advice advice = counsel.advice();
        if (advice instanceof Advice.Missing missing) {
            return engineOnly(alone, missing.name() + ": " + missing.reason());
        }
        if (advice instanceof Advice.Abstention abstention) {
            return engineOnly(alone, "Abstained: " + Text.quoted(abstention.reason()));
        }
        Advice.Opinion opinion = (Advice.Opinion) advice;
        if (alone instanceof Decision.Heal heal) {
            return about.laddered()
                    ? advised(explained(heal, opinion), counsel, "a ladder stays as it is; " + views(opinion, heal))
                    : fused(about, heal, opinion, counsel);
        }
        return alone instanceof Decision.Escalate escalate
                ? advised(explained(escalate, opinion), counsel, "it explains, and cannot have anything done")
                : engineOnly(alone, "Holding: the engine holds, and advice cannot have it do otherwise");
    }

    private Fused fused(Case about, Decision.Heal alone, Advice.Opinion opinion, Counsel counsel) {
        Optional<Decision.Heal> other = better(about, alone, opinion, counsel.weight())
                .flatMap(action -> without(about, alone, action, opinion));
        if (other.isPresent()) {
            return advised(
                    explained(other.get(), opinion),
                    counsel,
                    "it puts " + other.get().action() + " before " + alone.action());
        }
        if (!opinion.vetoes().contains(alone.action())) {
            return advised(explained(alone, opinion), counsel, views(opinion, alone));
        }
        Optional<String> powerless = powerless(about, alone, counsel);
        if (powerless.isPresent()) {
            return advised(
                    explained(alone, opinion),
                    counsel,
                    "it objects to " + alone.action() + ", which does not count: " + powerless.get());
        }
        return vetoed(about, alone, opinion, counsel);
    }

    /** The action that comes first by log p = log p_engine + w·log p_model, if that is not the engine's own. */
    private Optional<String> better(Case about, Decision.Heal alone, Advice.Opinion opinion, double weight) {
        Map<String, Double> chances = engine.chances(about);
        if (!chances.containsKey(alone.action())) {
            return Optional.empty();
        }
        String best = alone.action();
        double most = score(alone.action(), chances, opinion, weight);
        for (Candidate candidate : about.candidates()) {
            double score = score(candidate.action(), chances, opinion, weight);
            if (score > most
                    && candidate.allowed()
                    && candidate.risk().compareTo(riskOf(about, alone.action())) <= 0
                    && !opinion.vetoes().contains(candidate.action())) {
                best = candidate.action();
                most = score;
            }
        }
        return best.equals(alone.action()) ? Optional.empty() : Optional.of(best);
    }

    private static double score(String action, Map<String, Double> chances, Advice.Opinion opinion, double weight) {
        double engine = chances.getOrDefault(action, 0.0);
        double advised = opinion.vetoes().contains(action)
                ? 0
                : AdviceBook.rank(opinion.actions(), action).orElse(0.5);
        return Math.log(engine) + weight * Math.log(Trust.bounded(advised));
    }

    /** What the engine decides if only this action is left of those that it could take. */
    private Optional<Decision.Heal> without(Case about, Decision.Heal alone, String only, Advice.Opinion opinion) {
        List<Candidate> left = about.candidates().stream()
                .map(candidate -> candidate.action().equals(only)
                        ? candidate
                        : behind(candidate, opinion.by() + " puts " + only + " before it"))
                .toList();
        return gentler(about, alone, engine.decide(about.with(left)));
    }

    private Fused vetoed(Case about, Decision.Heal alone, Advice.Opinion opinion, Counsel counsel) {
        List<Candidate> left = about.candidates().stream()
                .map(candidate -> opinion.vetoes().contains(candidate.action())
                        ? behind(candidate, opinion.by() + " objects: " + Text.quoted(opinion.reason()))
                        : candidate)
                .toList();
        Optional<Decision.Heal> other = gentler(about, alone, engine.decide(about.with(left)));
        if (other.isPresent()) {
            return advised(explained(other.get(), opinion), counsel, "it objects to " + alone.action());
        }
        return advised(
                new Decision.Hold(
                        "Vetoed",
                        opinion.by() + " objects to " + alone.action() + ", for " + Words.duration(LONGEST_VETO)
                                + " at most: " + Text.quoted(opinion.reason()) + cited(opinion),
                        explained(alone.causes(), opinion)),
                counsel,
                "it holds " + alone.action() + " back");
    }

    /** Why an objection does not count; empty if it does. */
    private static Optional<String> powerless(Case about, Decision.Heal alone, Counsel counsel) {
        if (riskOf(about, alone.action()) == Risk.SAFE) {
            return Optional.of("the action is SAFE");
        }
        if (about.incident().symptom().severity() >= URGENT) {
            return Optional.of("it is urgent");
        }
        if (counsel.weight() < Trust.EARNED) {
            return Optional.of(
                    String.format(Locale.ROOT, "a weight of %.2f is needed, and has not been earned", Trust.EARNED));
        }
        return counsel.age().compareTo(LONGEST_VETO) >= 0
                ? Optional.of("it was held back for " + Words.duration(LONGEST_VETO))
                : Optional.empty();
    }

    /** A decision to heal, if it is no riskier than the engine's own. */
    private static Optional<Decision.Heal> gentler(Case about, Decision.Heal alone, Decision other) {
        return other instanceof Decision.Heal heal
                        && riskOf(about, heal.action()).compareTo(riskOf(about, alone.action())) <= 0
                ? Optional.of(heal)
                : Optional.empty();
    }

    private static Candidate behind(Candidate candidate, String reason) {
        return candidate.allowed()
                ? new Candidate(candidate.action(), candidate.risk(), Optional.of(Refusal.anotherAction(NAME, reason)))
                : candidate;
    }

    private static Risk riskOf(Case about, String action) {
        return about.candidates().stream()
                .filter(candidate -> candidate.action().equals(action))
                .map(Candidate::risk)
                .findFirst()
                .orElse(Risk.SAFE);
    }

    private static Fused engineOnly(Decision alone, String reason) {
        return new Fused(alone, Optional.of(Provenance.engineOnly(reason)));
    }

    private static Fused advised(Decision decision, Counsel counsel, String what) {
        return new Fused(
                decision,
                Optional.of(
                        new Provenance(Provenance.Kind.ADVISED, counsel.advice().by(), counsel.weight(), what)));
    }

    private static String views(Advice.Opinion opinion, Decision.Heal heal) {
        return AdviceBook.rank(opinion.actions(), heal.action())
                .map(chance -> "it gives " + heal.action() + " a chance of " + Unit.RATIO.format(chance))
                .orElse("it says nothing of " + heal.action());
    }

    private static Decision.Heal explained(Decision.Heal heal, Advice.Opinion opinion) {
        return new Decision.Heal(
                heal.action(),
                heal.reason() + words(opinion),
                heal.confidence(),
                explained(heal.causes(), opinion),
                heal.alternatives());
    }

    private static Decision.Escalate explained(Decision.Escalate escalate, Advice.Opinion opinion) {
        return new Decision.Escalate(escalate.reason() + words(opinion), explained(escalate.causes(), opinion));
    }

    /** Each as likely as the engine makes it, since that is learnt from, with what the adviser gives it beside. */
    private static List<Cause> explained(List<Cause> causes, Advice.Opinion opinion) {
        List<Cause> explained = new ArrayList<>();
        for (Cause cause : causes) {
            List<String> evidence = new ArrayList<>(cause.evidence());
            AdviceBook.rank(opinion.causes(), cause.name())
                    .ifPresent(chance -> evidence.add(opinion.by() + " gives it " + Unit.RATIO.format(chance)));
            explained.add(new Cause(cause.name(), cause.probability(), evidence));
        }
        return explained;
    }

    /** The adviser's words as what they are: somebody's words, after what the engine says. */
    private static String words(Advice.Opinion opinion) {
        String cause = opinion.causes().isEmpty()
                ? ""
                : " thinks of " + opinion.causes().get(0).name() + " ("
                        + Unit.RATIO.format(opinion.causes().get(0).probability()) + ")";
        return "; " + opinion.by() + (cause.isEmpty() ? " says" : cause) + ": " + Text.quoted(opinion.reason())
                + cited(opinion);
    }

    private static String cited(Advice.Opinion opinion) {
        return opinion.citations().stream()
                .limit(3)
                .map(Advice.Citation::shown)
                .collect(Collectors.joining(", ", " [", "]"));
    }
}
