package io.selfheal.test;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.HealingEvent.ActionStarted;
import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.HealingEvent.OutcomeJudged;
import io.selfheal.Verdict;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on {@link Events}; each failure tells the whole story. */
public final class EventsAssert extends AbstractAssert<EventsAssert, Events> {
    EventsAssert(Events events) {
        super(events, EventsAssert.class);
    }

    /**
     * There are just so many events of a type.
     *
     * @param type the type
     * @param times how many
     * @return this
     */
    public EventsAssert holds(Class<? extends HealingEvent> type, int times) {
        int found = actual.of(type).size();
        return found == times ? this : fails(times + " × " + type.getSimpleName() + ", but found " + found);
    }

    /**
     * An action was verified to have healed.
     *
     * @param action its id
     * @return this
     */
    public EventsAssert healedBy(String action) {
        return judged(action, Verdict.HEALED);
    }

    /**
     * An action came to a verdict.
     *
     * @param action its id
     * @param verdict the verdict
     * @return this
     */
    public EventsAssert judged(String action, Verdict verdict) {
        List<OutcomeJudged> outcomes = actual.of(OutcomeJudged.class);
        boolean found = outcomes.stream()
                .anyMatch(judged ->
                        judged.action().equals(action) && judged.outcome().verdict() == verdict);
        return found ? this : fails("an outcome " + action + " " + verdict + ", but found " + actual.verdicts());
    }

    /**
     * Nothing was done.
     *
     * @return this
     */
    public EventsAssert neverActed() {
        List<String> started = actual.of(ActionStarted.class).stream()
                .map(ActionStarted::action)
                .toList();
        return started.isEmpty() ? this : fails("no action, but found " + started);
    }

    /**
     * Healing was left alone for a reason of this name.
     *
     * @param name the name of the {@link Decision.Hold}: {@code Cooldown}
     * @return this
     */
    public EventsAssert heldBy(String name) {
        return decided("Hold " + name);
    }

    /**
     * A person was told.
     *
     * @return this
     */
    public EventsAssert escalated() {
        return decided("Escalate");
    }

    /**
     * Nobody was told.
     *
     * @return this
     */
    public EventsAssert neverEscalated() {
        return actual.of(DecisionMade.class).stream().noneMatch(made -> made.decision() instanceof Decision.Escalate)
                ? this
                : fails("no escalation, but found " + actual.decisions());
    }

    private EventsAssert decided(String decision) {
        return actual.decisions().contains(decision)
                ? this
                : fails("the decision " + decision + ", but found " + actual.decisions());
    }

    private EventsAssert fails(String expected) {
        throw failure("expected %s in the story%n%s", expected, actual.story());
    }
}
