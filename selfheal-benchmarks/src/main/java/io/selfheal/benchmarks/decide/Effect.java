package io.selfheal.benchmarks.decide;

/**
 * What came of a run.
 *
 * @param sent how many requests were sent in the seconds after the decision
 * @param bad how many of those failed or took longer than half a second
 * @param lastSent how many were sent in the last seconds of these
 * @param lastBad how many of those failed or took longer than half a second
 * @param gone whether the symptom was gone at the end
 * @param died whether a process ended that nobody had told to
 * @param healed whether the loop itself, which looks sooner, verified that the action had healed it
 */
record Effect(int sent, int bad, int lastSent, int lastBad, boolean gone, boolean died, boolean healed) {
    /** What is put up with at the end: one request in fifty. */
    private static final double WELL = 0.02;

    /** The share of requests that failed or were slow. */
    double share() {
        return sent == 0 ? 1 : (double) bad / sent;
    }

    /** Whether in the end customers were served and the symptom was gone. */
    boolean recovered() {
        return gone && served();
    }

    /** Whether in the end customers were served and the symptom was gone, or had been, and came back. */
    boolean relieved() {
        return (gone || healed) && served();
    }

    private boolean served() {
        return lastSent > 0 && (double) lastBad / lastSent <= WELL;
    }
}
