package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.HealingListener;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HealingListener} has to keep. A test of a listener implements this and inherits the suite:
 *
 * <pre>{@code
 * class PagerTest implements HealingListenerContract {
 *     @Override
 *     public HealingListener listener() {
 *         return new Pager(fakePager.address());
 *     }
 * }
 * }</pre>
 */
public interface HealingListenerContract {
    /** The listener under test. Called once for each test. */
    HealingListener listener();

    /** How long it may take for one event, 100 milliseconds by default; 1,024 events wait for it at most. */
    default Duration longest() {
        return Duration.ofMillis(100);
    }

    /** Events and errors name it. */
    @Test
    default void itHasANameThatStays() {
        HealingListener listener = listener();
        String name = listener.name();
        assertThat(name).as("name()").isNotBlank();
        assertThat(listener.name()).as("name() when asked again").isEqualTo(name);
    }

    /** A type of event that it does not care for is no error. */
    @Test
    default void itTakesEveryTypeOfEvent() {
        tell(listener(), SampleEvents.all());
    }

    /** After a restart an incident goes on whose beginning another process saw. */
    @Test
    default void itTakesAStoryWithoutItsBeginning() {
        HealingListener listener = listener();
        for (HealingEvent event : SampleEvents.all()) {
            tell(listener, List.of(event));
            listener = listener();
        }
    }

    /** A listener that lost events, or is fed from a journal, sees such things. */
    @Test
    default void itTakesEventsTwiceAndOutOfOrder() {
        List<HealingEvent> events = new ArrayList<>(SampleEvents.all());
        Collections.reverse(events);
        events.addAll(SampleEvents.all());
        events.addAll(SampleEvents.all());
        tell(listener(), events);
    }

    /** Events that come while it is busy are dropped in the end; the quickest of three times counts. */
    @Test
    default void itIsQuickWithEveryEvent() {
        HealingListener listener = listener();
        for (HealingEvent event : SampleEvents.all()) {
            Duration quickest = longest().plusSeconds(1);
            for (int i = 0; i < 3; i++) {
                Duration taken = timed(listener, event);
                quickest = taken.compareTo(quickest) < 0 ? taken : quickest;
            }
            assertThat(quickest).as("time for %s", Line.of(event)).isLessThanOrEqualTo(longest());
        }
    }

    private static Duration timed(HealingListener listener, HealingEvent event) {
        Ticker ticker = Ticker.system();
        long start = ticker.nanos();
        tell(listener, List.of(event));
        return Duration.ofNanos(ticker.nanos() - start);
    }

    private static void tell(HealingListener listener, List<HealingEvent> events) {
        Trial.call("on(…) of " + listener.name(), Duration.ofSeconds(10), () -> {
            for (HealingEvent event : events) {
                listener.on(event);
            }
            return true;
        });
    }
}
