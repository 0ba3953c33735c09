package io.selfheal.diagnose;

/**
 * An action of this very incident that was verified to have had no effect: it speaks against the causes that it cures.
 *
 * @param action the action's id
 * @param efficacy how likely it is to cure what
 */
record Tried(String action, Efficacy efficacy) implements Clue {
    @Override
    public double likelihood(Hypothesis hypothesis) {
        return 1 - efficacy.cure(action, hypothesis);
    }

    @Override
    public double otherwise() {
        return 1 - Efficacy.UNKNOWN_CURE;
    }

    @Override
    public String shown() {
        return action + " had no effect";
    }
}
