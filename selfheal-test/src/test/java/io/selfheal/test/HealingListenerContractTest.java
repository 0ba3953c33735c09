package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.HealingListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The suite passes what keeps the contract, and names what does not. */
class HealingListenerContractTest {
    @Test
    void aListenerThatKeepsTheContractPasses() {
        assertThat(Suite.failuresOf(Good.class)).isEmpty();
    }

    @Test
    void oneThatKnowsNotEveryTypeIsFound() {
        assertThat(Suite.failuresOf(Narrow.class)).contains("itTakesEveryTypeOfEvent");
    }

    @Test
    void oneThatNeedsTheBeginningOfAStoryIsFound() {
        assertThat(Suite.failuresOf(Reader.class)).contains("itTakesAStoryWithoutItsBeginning");
    }

    @Test
    void oneThatTakesNothingTwiceIsFound() {
        assertThat(Suite.failuresOf(Once.class))
                .contains("itTakesEventsTwiceAndOutOfOrder")
                .doesNotContain("itTakesEveryTypeOfEvent", "itTakesAStoryWithoutItsBeginning");
    }

    @Test
    void oneThatIsSlowIsFound() {
        assertThat(Suite.failuresOf(Slow.class)).containsExactly("itIsQuickWithEveryEvent");
    }

    static final class Good implements HealingListenerContract {
        @Override
        public HealingListener listener() {
            return new Named(event -> {});
        }
    }

    static final class Narrow implements HealingListenerContract {
        @Override
        public HealingListener listener() {
            return new Named(event -> {
                if (event instanceof HealingEvent.ActionStarted) {
                    throw new IllegalArgumentException("never heard of it");
                }
            });
        }
    }

    static final class Reader implements HealingListenerContract {
        @Override
        public HealingListener listener() {
            Set<String> known = new HashSet<>();
            return new Named(event -> {
                if (event instanceof HealingEvent.IncidentOpened opened) {
                    known.add(opened.incident());
                } else if (event instanceof HealingEvent.ActionStarted started && !known.contains(started.incident())) {
                    throw new IllegalStateException("which incident?");
                }
            });
        }
    }

    static final class Once implements HealingListenerContract {
        @Override
        public HealingListener listener() {
            Set<HealingEvent> seen = new HashSet<>();
            return new Named(event -> {
                if (!seen.add(event)) {
                    throw new IllegalStateException("again");
                }
            });
        }
    }

    static final class Slow implements HealingListenerContract {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public HealingListener listener() {
            return new Named(event -> {
                if (event instanceof HealingEvent.ActionStarted) {
                    assertThat(never.await(30, TimeUnit.MILLISECONDS)).isFalse();
                }
            });
        }

        @Override
        public Duration longest() {
            return Duration.ofMillis(20);
        }
    }

    private record Named(HealingListener listener) implements HealingListener {
        @Override
        public void on(HealingEvent event) throws Exception {
            listener.on(event);
        }

        @Override
        public String name() {
            return "pager";
        }
    }
}
