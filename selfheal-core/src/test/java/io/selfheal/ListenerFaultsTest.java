package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A listener that throws or never returns loses its own events and nobody else's. */
class ListenerFaultsTest {
    @Test
    void whatAListenerThrowsIsToldOnceAndTheOthersHearOn() {
        List<HealingEvent> heard = new ArrayList<>();
        Bench bench = Bench.of(b -> b.listener(named("deaf", event -> {
                    throw new StackOverflowError();
                }))
                .listener(named("keen", heard::add)));
        bench.seconds(60);
        assertThat(heard).isEqualTo(bench.events);
        assertThat(failuresOf(bench, "listener deaf")).isEqualTo(1);
        assertThat(bench.healing.view().failing()).containsOnlyKeys("listener deaf");
        assertThat(bench.healing.view().lost()).containsOnlyKeys("listener deaf");
    }

    @Test
    void ofTwoListenersWithoutNamesOnlyTheFailingOneIsToldAndOnlyOnce() {
        Bench bench = Bench.of(b -> b.listener(event -> {
                    throw new IllegalStateException("no");
                })
                .listener(event -> {}));
        bench.seconds(60);
        assertThat(bench.events(HealingEvent.HookFailed.class)).hasSize(1);
        assertThat(bench.events(HealingEvent.HookRecovered.class)).isEmpty();
    }

    @Test
    void aListenerThatWorksAgainIsTold() {
        boolean[] broken = {true};
        Bench bench = Bench.of(b -> b.listener(named("moody", event -> {
            if (broken[0]) {
                throw new IllegalStateException("no");
            }
        })));
        bench.seconds(3);
        broken[0] = false;
        bench.healing.mode(Mode.OBSERVE, "so that there is an event");
        bench.seconds(3);
        assertThat(bench.events(HealingEvent.HookRecovered.class))
                .extracting(HealingEvent.HookRecovered::hook)
                .containsExactly("listener moody");
        assertThat(bench.healing.view().failing()).isEmpty();
    }

    @Test
    void whatAListenerLosesIsToldAtOnceAndThenAtEachDoubling() {
        Bench bench = Bench.of(b -> b.listener(named("deaf", event -> {
            throw new IllegalStateException("no");
        })));
        for (int i = 0; i < 100; i++) {
            bench.healing.mode(i % 2 == 0 ? Mode.OBSERVE : Mode.ENFORCE, "again");
            bench.seconds(1);
        }
        List<Long> told = bench.events(HealingEvent.EventsLost.class).stream()
                .map(HealingEvent.EventsLost::lost)
                .toList();
        assertThat(told).hasSizeBetween(5, 7).isSorted();
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i)).isGreaterThanOrEqualTo(2 * told.get(i - 1));
        }
    }

    @Test
    void aListenerThatNeverReturnsLosesOnlyWhatItsQueueCannotHold() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        List<HealingEvent> heard = new CopyOnWriteArrayList<>();
        Bench.VirtualClock time = new Bench.VirtualClock();
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .time(time, time)
                .listener(named("stuck", event -> {
                    entered.countDown();
                    Wait.deaf(release);
                }))
                .listener(named("keen", heard::add))
                .build()) {
            for (int i = 0; i < 1_100; i++) {
                healing.mode(i % 2 == 0 ? Mode.OBSERVE : Mode.ENFORCE, "again");
                healing.loop().runOnce();
                int events = i;
                Wait.until("the keen one has it", () -> heard.size() > events);
            }
            Wait.on(entered);
            long lost = healing.view().lost().getOrDefault("listener stuck", 0L);
            List<HealingEvent> until = List.copyOf(heard); // the keen one may hear more at any time
            long made = until.get(until.size() - 1).sequence();
            assertThat(lost).isBetween(made - 1_034, made - 1_014).isPositive();
            assertThat(healing.view().lost()).containsOnlyKeys("listener stuck");
            assertThat(until)
                    .filteredOn(HealingEvent.EventsLost.class::isInstance)
                    .first()
                    .extracting(event -> ((HealingEvent.EventsLost) event).reader())
                    .isEqualTo("listener stuck");
            assertThat(until)
                    .extracting(HealingEvent::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, made).boxed().toList());
        } finally {
            release.countDown();
        }
    }

    private static long failuresOf(Bench bench, String hook) {
        return bench.events(HealingEvent.HookFailed.class).stream()
                .filter(failed -> failed.hook().equals(hook))
                .count();
    }

    private static HealingListener named(String name, HealingListener listener) {
        return new HealingListener() {
            @Override
            public void on(HealingEvent event) throws Exception {
                listener.on(event);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
