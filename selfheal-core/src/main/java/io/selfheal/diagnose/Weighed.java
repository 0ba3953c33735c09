package io.selfheal.diagnose;

import io.selfheal.Candidate;
import io.selfheal.Refusal;
import io.selfheal.Risk;
import io.selfheal.Unit;
import java.util.List;
import java.util.Optional;

/**
 * An action with its chance to cure and its worth.
 *
 * @param candidate the action
 * @param told the chance that it cures what is behind the incident, by what is known of it
 * @param cure what that is worth, going by what came of such chances
 * @param ends the chance that the incident ends with it, by it or by itself
 * @param nothing what doing nothing is worth
 * @param clearest how likely the likeliest of the known causes is
 * @param outcomes how many outcomes of it are remembered
 * @param forbidden why it is out of the question; empty if it is not
 */
record Weighed(
        Candidate candidate,
        double told,
        double cure,
        double ends,
        double nothing,
        double clearest,
        int outcomes,
        Optional<String> forbidden) {
    /** By how much an action has to be better than doing nothing. */
    static final double MARGIN = 0.05;

    /** What it is worth by itself. */
    double utility() {
        return Utility.of(ends, candidate.risk());
    }

    /**
     * What it is worth to begin with: where it fails, the best one that is left may be taken, so that a gentle remedy comes
     * before a restart that would help as well.
     */
    double first(List<Weighed> all) {
        double left = 0;
        for (Weighed other : all) {
            if (!other.action().equals(action()) && other.worthIt() && !other.refusedForGood()) {
                left = Math.max(left, other.utility());
            }
        }
        return utility() + (1 - ends) * left;
    }

    String action() {
        return candidate.action();
    }

    boolean sure() {
        return likely() && clearest >= Utility.clear(candidate.risk());
    }

    /** What came of others can make it more careful, and never bolder. */
    private boolean likely() {
        return Math.min(told, cure) >= Utility.demanded(candidate.risk());
    }

    boolean better() {
        return better(utility());
    }

    boolean better(double worth) {
        return worth > nothing + MARGIN;
    }

    boolean worthIt() {
        return forbidden.isEmpty() && sure() && better();
    }

    boolean refusedForGood() {
        return candidate
                .refusal()
                .filter(refusal -> refusal.until() == Refusal.Until.ANOTHER_ACTION)
                .isPresent();
    }

    /** Whether it may be tried only to learn what it does. */
    boolean mayBeExplored() {
        return candidate.risk() == Risk.SAFE && candidate.reversible() && candidate.allowed() && forbidden.isEmpty();
    }

    /** What speaks against it, as far as it was not chosen. */
    String words() {
        return candidate
                .refusal()
                .map(refusal -> "refused by " + refusal.guard() + ": " + refusal.reason())
                .or(() -> forbidden)
                .orElse(chance());
    }

    String chance() {
        return action() + " helps with a chance of " + percent(cure) + learnt() + " at risk " + candidate.risk()
                + lack();
    }

    private String lack() {
        if (!likely()) {
            return ", and " + percent(Utility.demanded(candidate.risk())) + " is demanded";
        }
        if (!sure()) {
            return ", but the likeliest cause has " + percent(clearest) + ", and "
                    + percent(Utility.clear(candidate.risk())) + " is demanded";
        }
        return better() ? "" : ", which is no better than doing nothing";
    }

    private static String percent(double chance) {
        return Unit.RATIO.format(Math.round(100 * chance) / 100.0);
    }

    private String learnt() {
        String own = outcomes == 0 ? "" : "after " + outcomes + (outcomes == 1 ? " outcome" : " outcomes");
        String others =
                percent(told).equals(percent(cure)) ? "" : percent(told) + " but for what came of such chances before";
        return own.isEmpty() && others.isEmpty()
                ? ""
                : " (" + own + (own.isEmpty() || others.isEmpty() ? "" : ", ") + others + ")";
    }
}
