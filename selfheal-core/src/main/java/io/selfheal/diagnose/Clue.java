package io.selfheal.diagnose;

/** Something that speaks for some hypotheses and against others. */
interface Clue {
    /** How probable it is if a hypothesis holds; above 0. */
    double likelihood(Hypothesis hypothesis);

    /** The same with no cause at work at all, against which contributions are told. */
    double otherwise();

    /** As a person reads it, with its numbers. */
    String shown();

    /** What it contributes to a cause: 10·log10 of the likelihoods with the cause alone and with none (Good 1950's deciban). */
    default double decibels(Hypothesis cause) {
        return 10 * Math.log10(likelihood(cause) / otherwise());
    }
}
