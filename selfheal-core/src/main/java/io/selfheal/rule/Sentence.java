package io.selfheal.rule;

import io.selfheal.Detector;
import io.selfheal.Gauge;
import io.selfheal.Rule;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule as far as it is written. All its parts may come in any order; of two of one kind the later counts, {@link #run}
 * and {@link #thenRun} apart, which add up. Immutable: every call returns a new value.
 *
 * @param <S> the stage itself
 */
public abstract sealed class Sentence<S extends Sentence<S>> implements Rule permits Above, Below, Changing, Plain {
    private final Condition condition;
    private final Remedy remedy;

    Sentence(Condition condition, Remedy remedy) {
        this.condition = condition;
        this.remedy = remedy;
    }

    abstract S with(Remedy changed);

    final Condition condition() {
        return condition;
    }

    /**
     * Only raises a symptom once the condition has held without a break for so long, on the monotonic clock, from the sample
     * that showed it first to the newest one; without this, one fresh number is enough. An unknown number, or a hole in time,
     * is a break. It belongs to what is written before it: in {@code a.lasting(d).and(b)} to a alone, in
     * {@code a.and(b).lasting(d)} to both together.
     *
     * @param dwell how long, greater than 0
     * @return the rule so far
     */
    public abstract S lasting(Duration dwell);

    /**
     * Holds only while another condition holds too. A part that is unknown leaves it open unless the other part settles
     * it; each part clears at its own clearing level.
     *
     * @param other the other condition, without actions, reason or name of its own
     * @return the rule so far, with this one's actions, reason and name
     */
    public Plain and(Sentence<?> other) {
        return joined(true, other);
    }

    /**
     * Holds while this or another condition holds. A part that is unknown leaves it open unless the other part settles it,
     * but what never held keeps nothing raised; each part clears at its own clearing level.
     *
     * @param other the other condition, without actions, reason or name of its own
     * @return the rule so far, with this one's actions, reason and name
     */
    public Plain or(Sentence<?> other) {
        return joined(false, other);
    }

    /**
     * The gentlest action, tried first. A rule without one only tells.
     *
     * @param action its id
     * @return the rule so far
     */
    public S run(String action) {
        return with(remedy.first(action));
    }

    /**
     * The next action, tried when those before it did not help.
     *
     * @param action its id
     * @return the rule so far
     */
    public S thenRun(String action) {
        return with(remedy.next(action));
    }

    /**
     * Says why the actions are taken; without this, the condition's own words say it.
     *
     * @param reason one sentence
     * @return the rule so far
     */
    public S because(String reason) {
        return with(remedy.because(reason));
    }

    /**
     * Names the rule; without this, its id is made of its condition: {@code memory.used.ratio-above-0.9}.
     *
     * @param id unique within the service; escaped and capped like every name
     * @return the rule so far
     */
    public S named(String id) {
        return with(remedy.named(id));
    }

    /**
     * Sets how long after an action its effect is judged; until then no other action is taken on the component. Without this,
     * ten seconds; for a change its window and ten seconds, as until then it is also measured by what was before the action;
     * for what is unusual 15 minutes, as it clears after five usual ones in a row at the soonest, or five usual samples if they
     * come more seldom than once a minute; for several conditions the longest of these.
     *
     * <p>Less is for an action that takes back at once what the gauge has changed by, as one that empties a queue does.
     *
     * @param settle how long, greater than 0
     * @return the rule so far
     */
    public S settling(Duration settle) {
        return with(remedy.settling(settle));
    }

    @Override
    public final String id() {
        return Gauge.of(remedy.name().orElseGet(condition::slug), 0).name();
    }

    @Override
    public final String reason() {
        return remedy.reason().orElseGet(condition::words);
    }

    @Override
    public final Set<String> metrics() {
        Set<String> metrics = new LinkedHashSet<>();
        condition.metrics().forEach(metrics::add);
        return metrics;
    }

    @Override
    public final Set<Basis> bases() {
        return condition.bases().collect(Collectors.toSet());
    }

    @Override
    public final List<String> ladder() {
        return remedy.ladder();
    }

    @Override
    public final Duration settle() {
        return remedy.settle().orElseGet(condition::settle);
    }

    @Override
    public final Detector newDetector() {
        return new Sentinel(id(), condition.watch());
    }

    @Override
    public final List<String> problems() {
        return Stream.concat(condition.problems(), remedy.problems()).toList();
    }

    /** Whether another rule is written the same: then what a healer has seen by it goes on when its policy changes. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof Sentence<?> sentence
                && getClass() == sentence.getClass()
                && Gist.of(condition).equals(Gist.of(sentence.condition))
                && Gist.of(remedy).equals(Gist.of(sentence.remedy));
    }

    @Override
    public final int hashCode() {
        return 31 * Gist.of(condition).hashCode() + Gist.of(remedy).hashCode();
    }

    /** The rule in one sentence. */
    @Override
    public final String toString() {
        return "when " + condition.words() + remedy.words();
    }

    private Plain joined(boolean both, Sentence<?> other) {
        Objects.requireNonNull(other, "other");
        return new Plain(
                new Combination(both, condition, other.condition, Dwell.NONE),
                remedy.over(other.remedy, other.condition.words()));
    }
}
