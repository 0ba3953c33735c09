package io.selfheal.benchmarks.decide;

import io.selfheal.Cause;
import io.selfheal.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts how good decisions were. */
final class Score {
    private final Calibration actions = new Calibration();
    private final Map<Start, Calibration> byStart = new LinkedHashMap<>();
    private final Calibration causes = new Calibration();
    private final List<Long> nanos = new ArrayList<>();
    private final Set<Start> harmedStarts = new HashSet<>();
    private final Set<Start> starts = new HashSet<>();
    private int decisions;
    private int untried;
    private int acceptable;
    private int relieving;
    private int harmful;
    private int calling;
    private int needless;
    private int diagnosable;
    private int named;
    private int first;
    private int third;

    /**
     * Counts a decision.
     *
     * @param decision what was decided
     * @param start from where
     * @param took how many nanoseconds it took
     */
    void add(Decision decision, Start start, long took) {
        nanos.add(took);
        Truth.of(start.condition()).ifPresent(right -> name(decision.causes(), right));
        String action = decision instanceof Decision.Heal heal ? heal.action() : "";
        Optional<Label> label = start.label(action);
        if (label.isEmpty()) {
            untried++;
            return;
        }
        decisions++;
        starts.add(start);
        relieving += start.relieves(action) ? 1 : 0;
        boolean calls = start.calls();
        calling += calls ? 1 : 0;
        if (decision instanceof Decision.Heal heal) {
            acceptable += label.get() == Label.ACCEPTABLE ? 1 : 0;
            if (label.get() == Label.FORBIDDEN) {
                harmful++;
                harmedStarts.add(start);
            }
            start.recovers(action).ifPresent(recovers -> {
                actions.add(heal.confidence(), recovers);
                byStart.computeIfAbsent(start, its -> new Calibration()).add(heal.confidence(), recovers);
            });
        } else {
            acceptable += calls ? 0 : 1;
            needless += calls ? 1 : 0;
        }
    }

    void add(Score other) {
        actions.add(other.actions);
        other.byStart.forEach((start, its) ->
                byStart.computeIfAbsent(start, same -> new Calibration()).add(its));
        causes.add(other.causes);
        nanos.addAll(other.nanos);
        harmedStarts.addAll(other.harmedStarts);
        starts.addAll(other.starts);
        decisions += other.decisions;
        untried += other.untried;
        acceptable += other.acceptable;
        relieving += other.relieving;
        harmful += other.harmful;
        calling += other.calling;
        needless += other.needless;
        diagnosable += other.diagnosable;
        named += other.named;
        first += other.first;
        third += other.third;
    }

    /** How many decisions could be judged. */
    int decisions() {
        return decisions;
    }

    /** How many chose an action that was not tried from there, so that nobody can say what came of it. */
    int untried() {
        return untried;
    }

    /** The share that took an acceptable action, or none where there was none to take. */
    double acceptable() {
        return share(acceptable, decisions);
    }

    /** The same where it counts as well that the loop verified the recovery, though the symptom came back while it was watched. */
    double relieving() {
        return share(relieving, decisions);
    }

    int harmful() {
        return harmful;
    }

    /** The 95 % upper bound of the chance of harm, every run counted. */
    double harmfulAtMost() {
        return Binomial.upper(harmful, decisions);
    }

    /** The same with every start counted once, as runs from one start are much alike. */
    double harmfulStartsAtMost() {
        return Binomial.upper(harmedStarts.size(), starts.size());
    }

    /** The share that did nothing, of those where something had better been done. */
    double needless() {
        return share(needless, calling);
    }

    /** The share of decisions on a known fault that named its cause first; NaN if none named any cause. */
    double first() {
        return named == 0 ? Double.NaN : share(first, diagnosable);
    }

    /** The same among the first three. */
    double third() {
        return named == 0 ? Double.NaN : share(third, diagnosable);
    }

    /** How sure it was of the action, against whether the shop recovered with it. */
    Calibration actions() {
        return actions;
    }

    /** What the calibration error would be on these starts if the chances that were told were exactly right. */
    Calibration.ByChance errorByChance() {
        return Calibration.byChance(List.copyOf(byStart.values()));
    }

    /** How probable it held its first cause, against whether that was right. */
    Calibration causes() {
        return causes;
    }

    /** The 99th percentile of the time for a decision, in milliseconds; NaN if there was none. */
    double p99Millis() {
        if (nanos.isEmpty()) {
            return Double.NaN;
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1) / 1e6;
    }

    private void name(List<Cause> told, Set<String> right) {
        diagnosable++;
        if (told.isEmpty()) {
            return;
        }
        named++;
        boolean firstIsRight = right.contains(told.get(0).name());
        first += firstIsRight ? 1 : 0;
        third += told.stream().limit(3).map(Cause::name).anyMatch(right::contains) ? 1 : 0;
        causes.add(told.get(0).probability(), firstIsRight);
    }

    private static double share(int some, int all) {
        return all == 0 ? Double.NaN : (double) some / all;
    }
}
