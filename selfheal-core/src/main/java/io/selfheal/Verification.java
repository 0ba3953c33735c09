package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Judges what an action did, by the numbers before it and those after it. Pure. */
final class Verification {
    /** One hysteresis band further from health is worse, by the host's own measure of what matters. */
    private static final double WORSE_BY = 1.0;

    private Verification() {}

    /**
     * Judges.
     *
     * @param before the symptom right before the action
     * @param ended when the action returned, on the ticker
     * @param now the symptom now; empty if it is gone
     * @param others other symptoms that appeared after the action began, where it can have done harm
     * @param snapshot the latest metrics
     * @return verdict and how it came about; empty while a number from after the action is missing
     */
    static Optional<Judgement> judge(
            Symptom before, long ended, Optional<Symptom> now, List<Symptom> others, Snapshot snapshot) {
        for (Finding finding : before.findings()) {
            Optional<Long> sampled = snapshot.sampled(finding.metric().name());
            if (sampled.isEmpty() || sampled.get() - ended < 0) {
                return Optional.empty();
            }
        }
        if (now.isEmpty()) {
            return Optional.of(
                    others.isEmpty()
                            ? new Judgement(Verdict.HEALED, "the symptom is gone")
                            : new Judgement(Verdict.WORSE, "the symptom is gone, but now there is " + first(others)));
        }
        if (!now.get().fresh()) {
            return Optional.empty();
        }
        double grown = now.get().severity() - before.severity();
        if (grown > WORSE_BY) {
            return Optional.of(new Judgement(
                    Verdict.WORSE,
                    "it grew by " + Words.number(grown) + " bands: " + now.get().shown()));
        }
        if (!others.isEmpty()) {
            return Optional.of(new Judgement(Verdict.WORSE, "and now there is also " + first(others)));
        }
        return Optional.of(
                new Judgement(Verdict.NO_EFFECT, "still: " + now.get().shown()));
    }

    private static String first(List<Symptom> others) {
        Symptom first = others.get(0);
        return "one on " + first.component() + ": " + first.shown()
                + (others.size() == 1 ? "" : ", and " + (others.size() - 1) + " more");
    }

    /** How long after the settling a missing number is waited for before the action counts as useless. */
    static Duration patience(Duration settle) {
        Duration least = Duration.ofSeconds(30);
        return settle.compareTo(least) > 0 ? settle : least;
    }

    /**
     * A verdict and how it came about.
     *
     * @param verdict the verdict
     * @param detail how it came about, in words
     */
    record Judgement(Verdict verdict, String detail) {}
}
