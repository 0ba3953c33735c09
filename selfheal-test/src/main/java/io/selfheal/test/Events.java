package io.selfheal.test;

import io.selfheal.HealingEvent;
import io.selfheal.HealingListener;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.AssertProvider;

/**
 * A listener that keeps every event, for a test to ask. {@code assertThat(events)} gives assertions that tell the whole
 * story when they fail.
 *
 * <pre>{@code
 * Events events = new Events();
 * ... builder.listener(events) ...
 * assertThat(events).healedBy("clear-cache").holds(IncidentClosed.class, 1);
 * }</pre>
 *
 * <p>Safe to use from any thread.
 */
public final class Events implements HealingListener, AssertProvider<EventsAssert> {
    private final List<HealingEvent> events = new ArrayList<>();

    /** Keeps nothing yet. */
    public Events() {}

    @Override
    public String name() {
        return "events";
    }

    @Override
    public synchronized void on(HealingEvent event) {
        events.add(event);
        notifyAll();
    }

    /** All events, in order. */
    public synchronized List<HealingEvent> all() {
        return List.copyOf(events);
    }

    /**
     * The events of one type, in order.
     *
     * @param type the type
     * @param <E> the type
     * @return the events; empty if there was none
     */
    public <E extends HealingEvent> List<E> of(Class<E> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * The latest event of one type.
     *
     * @param type the type
     * @param <E> the type
     * @return the event; empty if there was none
     */
    public <E extends HealingEvent> Optional<E> last(Class<E> type) {
        List<E> found = of(type);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /**
     * Waits for the first event of one type, for tests of a loop that turns by itself.
     *
     * @param type the type
     * @param atMost how long to wait, in real time
     * @param <E> the type
     * @return the event
     * @throws AssertionError with the story, if none came in time
     */
    public synchronized <E extends HealingEvent> E await(Class<E> type, Duration atMost) {
        Ticker ticker = Ticker.system();
        long end = ticker.nanos() + atMost.toNanos();
        while (of(type).isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - ticker.nanos());
            if (left <= 0) {
                throw new AssertionError("no " + type.getSimpleName() + " within " + atMost + ", but:\n" + story());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + type.getSimpleName(), e);
            }
        }
        return of(type).get(0);
    }

    /** What was decided, in order: {@code Heal clear-cache}, {@code Hold Cooldown}, {@code Escalate}. */
    public List<String> decisions() {
        return of(HealingEvent.DecisionMade.class).stream()
                .map(made -> Line.of(made.decision()))
                .toList();
    }

    /** What came of the actions, in order: {@code clear-cache HEALED}. */
    public List<String> verdicts() {
        return of(HealingEvent.OutcomeJudged.class).stream()
                .map(judged -> judged.action() + " " + judged.outcome().verdict())
                .toList();
    }

    /** Forgets what it has kept. */
    public synchronized void clear() {
        events.clear();
    }

    /** All events, a line each. */
    public String story() {
        return all().stream().map(Line::of).collect(Collectors.joining("\n"));
    }

    /**
     * The last events, a line each.
     *
     * @param most how many at most
     * @return the lines
     */
    public String story(int most) {
        List<HealingEvent> all = all();
        return all.subList(Math.max(0, all.size() - most), all.size()).stream()
                .map(Line::of)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public EventsAssert assertThat() {
        return new EventsAssert(this);
    }

    @Override
    public String toString() {
        return story();
    }
}
