package io.selfheal.rule;

import io.selfheal.Finding;
import io.selfheal.Learner;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Watches two conditions, each with its own state. */
final class Pair extends Watch {
    private final boolean both;
    private final Watch left;
    private final Watch right;

    Pair(Combination combination) {
        super(combination);
        this.both = combination.both();
        this.left = combination.left().watch();
        this.right = combination.right().watch();
    }

    @Override
    Truth judge(Snapshot snapshot, boolean raised) {
        Truth first = left.step(snapshot);
        Truth second = right.step(snapshot);
        return both ? first.and(second) : first.or(second);
    }

    /** Both together hold while each does, one of them from the first that does to the last. */
    @Override
    long shown(Snapshot snapshot, boolean until) {
        if (left.truth() != right.truth()) {
            return (left.truth() == Truth.YES ? left : right).shown(snapshot, until);
        }
        long first = left.shown(snapshot, until);
        long second = right.shown(snapshot, until);
        boolean later = both != until;
        return (first - second > 0) == later ? first : second;
    }

    @Override
    Stream<Learner> learners() {
        return Stream.concat(left.learners(), right.learners());
    }

    @Override
    double severity() {
        if (both) {
            return Math.min(left.severity(), right.severity());
        }
        int order = left.truth().compareTo(right.truth());
        return order == 0 ? Math.max(left.severity(), right.severity()) : (order > 0 ? left : right).severity();
    }

    @Override
    void tell(Snapshot snapshot, Consumer<Finding> listener) {
        if (left.truth() != Truth.NO) {
            left.tell(snapshot, listener);
        }
        if (right.truth() != Truth.NO) {
            right.tell(snapshot, listener);
        }
    }

    @Override
    boolean takeUp(Symptom symptom, boolean unnamed) {
        boolean first = left.resume(symptom, unnamed);
        boolean second = right.resume(symptom, unnamed);
        return both ? first && second : first || second;
    }
}
