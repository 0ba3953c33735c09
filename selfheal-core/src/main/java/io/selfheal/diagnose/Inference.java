package io.selfheal.diagnose;

import io.selfheal.Attempt;
import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Outcome;
import io.selfheal.Unit;
import io.selfheal.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a case: the clues, and how probable they make each hypothesis.
 *
 * @param knowledge what is known
 * @param told the signs that the incident is about
 * @param seen the signs that can be judged
 * @param clues these, the circumstances, and what was tried
 * @param experience what outcomes say
 * @param efficacy what is to be expected of actions
 * @param vicinity which components have to do with it
 * @param posterior how probable each hypothesis is
 */
record Inference(
        Knowledge knowledge,
        List<Sign> told,
        List<Seen> seen,
        List<Clue> clues,
        Experience experience,
        Efficacy efficacy,
        Vicinity vicinity,
        Posterior posterior) {
    /** As likely as not. */
    private static final double OUTSIDE = 0.5;

    static Inference of(Hypotheses hypotheses, Case about) {
        Knowledge knowledge = hypotheses.knowledge();
        Vicinity vicinity = Vicinity.of(about);
        Subject subject = Subject.of(about.incident().symptom(), knowledge, vicinity);
        List<Sign> told = subject.signs();
        List<Seen> seen = Sights.of(knowledge, about, vicinity, subject);
        Experience experience = new Experience(
                knowledge,
                about.background(),
                about.incident().problem(),
                about.snapshot().time());
        Efficacy efficacy = new Efficacy(knowledge, experience, told);
        List<Clue> clues = new ArrayList<>(seen);
        clues.addAll(Circumstance.of(about, vicinity, told));
        for (Attempt attempt : about.incident().attempts()) {
            if (useless(attempt)) {
                clues.add(new Tried(attempt.action(), efficacy));
            }
        }
        return new Inference(
                knowledge, told, seen, clues, experience, efficacy, vicinity, Posterior.of(hypotheses, clues));
    }

    /** Verified to have changed nothing, or nothing for the better; what failed says nothing of the cause. */
    private static boolean useless(Attempt attempt) {
        Optional<Verdict> verdict =
                attempt.outcome().filter(outcome -> !outcome.after().isEmpty()).map(Outcome::verdict);
        return verdict.equals(Optional.of(Verdict.NO_EFFECT)) || verdict.equals(Optional.of(Verdict.WORSE));
    }

    /** Why an action is out of the question, however good its chance: nothing here is restarted for somebody else's fault. */
    Optional<String> forbids(Candidate candidate) {
        double outside = posterior.chanceOutside();
        return outside > OUTSIDE && knowledge.isRestart(candidate.action()) && vicinity.isLocal(candidate.component())
                ? Optional.of("the cause lies outside of the service with a chance of "
                        + Unit.RATIO.format(Math.round(100 * outside) / 100.0) + ", and a restart does not reach there")
                : Optional.empty();
    }

    /** The two likeliest hypotheses of causes that are known, or the only one. */
    List<Hypothesis> bestKnown() {
        int first = 0; // the unknown one, so none yet
        int second = 0;
        for (int h = 1; h < posterior.hypotheses().size(); h++) {
            if (first == 0 || posterior.chance(h) > posterior.chance(first)) {
                second = first;
                first = h;
            } else if (second == 0 || posterior.chance(h) > posterior.chance(second)) {
                second = h;
            }
        }
        Hypothesis best = posterior.hypotheses().get(first);
        return second == 0
                ? List.of(best)
                : List.of(best, posterior.hypotheses().get(second));
    }
}
