package io.selfheal.rule;

import io.selfheal.Finding;
import io.selfheal.Learner;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Watches for one condition: raised once it has held for its dwell, from then on until it is known not to hold. What is
 * not raised counts as not holding even while it is unknown, so that it keeps nothing else raised.
 */
abstract sealed class Watch permits Leaf, Pair {
    private final long dwell;
    private boolean holding;
    private long start;
    private Instant since = Instant.EPOCH;
    private Truth truth = Truth.NO;

    Watch(Condition condition) {
        this.dwell = condition.dwell().nanos();
    }

    /** Whether the condition holds, by the clearing level if it is raised and by the limit if not. */
    abstract Truth judge(Snapshot snapshot, boolean raised);

    /**
     * When what it holds by was sampled, on the ticker. Only while it holds.
     *
     * @param until whether until when that shows it, or from when on; they differ where numbers of several ages go together
     */
    abstract long shown(Snapshot snapshot, boolean until);

    /** What its measures learn by. */
    abstract Stream<Learner> learners();

    /** How badly it is, by the latest numbers by which it held. Only while raised. */
    abstract double severity();

    /** Tells the latest numbers by which it held, the leading one first. Only while raised, at most once a snapshot. */
    abstract void tell(Snapshot snapshot, Consumer<Finding> listener);

    /**
     * Takes up what was raised before.
     *
     * @param symptom what was raised
     * @param unnamed whether also the parts that its findings do not name
     * @return whether this counts as raised now
     */
    abstract boolean takeUp(Symptom symptom, boolean unnamed);

    final boolean resume(Symptom symptom, boolean unnamed) {
        if (takeUp(symptom, unnamed)) {
            since = symptom.since();
            truth = Truth.UNKNOWN;
        }
        return raised();
    }

    final Truth step(Snapshot snapshot) {
        Truth now = judge(snapshot, raised());
        if (!raised() && !lasted(snapshot, now)) {
            return Truth.NO;
        }
        truth = now;
        return truth;
    }

    /** NO unless raised; then YES, or UNKNOWN while that is only remembered. */
    final Truth truth() {
        return truth;
    }

    final Instant since() {
        return since;
    }

    private boolean raised() {
        return truth != Truth.NO;
    }

    private boolean lasted(Snapshot snapshot, Truth now) {
        boolean unbroken = holding && !snapshot.resumed();
        holding = now == Truth.YES;
        if (!holding) {
            return false;
        }
        if (!unbroken) {
            // A number from before a hole in time says nothing of how it went on.
            start = snapshot.resumed() ? snapshot.nanos() : shown(snapshot, false);
            since = snapshot.time();
        }
        if (dwell > 0 && shown(snapshot, true) - start < dwell) {
            return false;
        }
        holding = false;
        return true;
    }
}
