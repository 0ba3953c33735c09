package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns snapshots into symptoms and keeps what little state it needs for that. Called on the loop's thread, once a turn,
 * with snapshots in their order; it must not block and must ask nothing but the snapshot, so that a recorded past
 * replays to the same symptoms.
 */
@FunctionalInterface
public interface Detector {
    /**
     * The symptoms that hold now. A metric that is stale, missing or not finite neither raises nor clears one: a symptom
     * that was raised stays in the list, marked as not {@linkplain Symptom#fresh() fresh}, until a fresh number clears
     * it. After a hole in time ({@link Snapshot#resumed()}) every running window starts anew.
     *
     * @param snapshot the latest metrics
     * @return the symptoms, at most one for each problem and component; empty while all is well
     */
    List<Symptom> detect(Snapshot snapshot);

    /** The name in events and errors. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Takes up a symptom of an incident that was open when the process ended, before the first {@link #detect}: it counts
     * as raised until a fresh number clears it. The default forgets it.
     *
     * @param symptom a symptom that a detector of the same id had raised
     */
    default void resume(Symptom symptom) {}

    /**
     * How long after an action it can be told whether a symptom of this detector still holds. The default leaves it at ten seconds.
     *
     * @param symptom the incident's, be it this detector's or another's
     * @return how long, above 0; empty for a symptom that is not its own, and for ten seconds
     */
    default Optional<Duration> settle(Symptom symptom) {
        return Optional.empty();
    }

    /**
     * What it learns by, gauge by gauge: told of actions and deployments before the next {@link #detect}, and kept over
     * restarts. The default has none.
     */
    default Stream<Learner> learners() {
        return Stream.empty();
    }

    /**
     * One of its learners, to go on from what was learnt before; also one that it would make as soon as it sees the gauge.
     *
     * @param kind what it learns
     * @param metric the gauge's name
     * @return the learner; empty if it has no use for that
     */
    default Optional<Learner> learner(String kind, String metric) {
        return learners()
                .filter(one -> one.kind().equals(kind) && one.metric().equals(metric))
                .findFirst();
    }
}
