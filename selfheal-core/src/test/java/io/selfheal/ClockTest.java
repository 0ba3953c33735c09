package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock is a label, and the ticker may wrap around. */
class ClockTest {
    private static final String METRIC = "memory.used.ratio";

    private final AtomicInteger acted = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {-86_400, -3_600, 3_600, 86_400})
    void aJumpOfTheWallClockMovesNoWindowNoCooldownAndNoSettling(int seconds) {
        List<String> straight = story(bench -> {});
        acted.set(0);
        List<String> jumping = story(bench -> bench.time.jump(Duration.ofSeconds(seconds)));
        int jittered = straight.lastIndexOf("159 Hold Cooldown") + 1; // by the incident's id, and so by its date
        assertThat(jumping.subList(0, jittered)).isEqualTo(straight.subList(0, jittered));
        assertThat(jumping)
                .map(ClockTest::step)
                .isEqualTo(straight.stream().map(ClockTest::step).toList());
        assertThat(jumping.get(jittered)).matches("1(59|6.|7.|8.|9.) Heal");
        assertThat(straight).as("the story has every kind of step").anyMatch(line -> line.contains("Hold Cooldown"));
        assertThat(straight).anyMatch(line -> line.contains("NO_EFFECT"));
        assertThat(straight).anyMatch(line -> line.contains("HEALED"));
    }

    @Test
    void noIncidentLastsLessThanNothingAfterTheClockWasSetBack() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of(METRIC, 0.9, 0.8)));
        bench.probe.gauge(METRIC, 0.95);
        bench.seconds(2);
        bench.time.jump(Duration.ofDays(-1));
        bench.probe.gauge(METRIC, 0.1);
        bench.seconds(2);
        HealingEvent.IncidentClosed closed =
                bench.events(HealingEvent.IncidentClosed.class).get(0);
        assertThat(closed.lasted()).isZero();
        assertThat(closed.summary()).startsWith("cleared 0 s after it was opened");
    }

    @Test
    void theTickerMayWrapAround() {
        for (long before : new long[] {1, 5, 20, 40, 90, 200, 400}) {
            Wrapping time =
                    new Wrapping(Long.MAX_VALUE - Duration.ofSeconds(before).toNanos());
            Wrapping plain = new Wrapping(0);
            assertThat(told(time)).as("%s s before the wrap", before).isEqualTo(told(plain));
        }
    }

    private static String step(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    /** Sick, acted upon in vain, sick again after a recovery, with the clock moved at every tenth second. */
    private List<String> story(java.util.function.Consumer<Bench> disturb) {
        Bench bench = Bench.of(b -> b.rule(new LastingRule(METRIC, 0.9, Duration.ofSeconds(4), List.of("act")))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet)));
        List<String> story = new ArrayList<>();
        for (int second = 1; second <= 240; second++) {
            bench.probe.gauge(METRIC, acted.get() < 3 ? level(second) : 0.2); // the third time it helps
            bench.seconds(1);
            if (second % 10 == 5) {
                disturb.accept(bench);
            }
            tell(story, second, bench.events);
        }
        return story;
    }

    private List<String> told(Wrapping time) {
        List<HealingEvent> events = new ArrayList<>();
        Bench.HandProbe probe = new Bench.HandProbe();
        SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .service("orders")
                .time(time, time)
                .executor(Runnable::run)
                .probe(probe)
                .listener(events::add)
                .rule(new LastingRule(METRIC, 0.9, Duration.ofSeconds(4), List.of("act")))
                .action(RecoveryAction.of("act", Risk.SAFE, acted::incrementAndGet))
                .build();
        List<String> story = new ArrayList<>();
        for (int second = 1; second <= 240; second++) {
            probe.gauge(METRIC, level(second));
            time.pass();
            healing.loop().runOnce();
            assertThat(healing.turning()).isTrue();
            tell(story, second, events);
        }
        return story;
    }

    private static double level(int second) {
        return second > 20 && second < 25 || second > 150 && second < 155 ? 0.1 : second > 220 ? 0.2 : 0.95;
    }

    private static void tell(List<String> story, int second, List<HealingEvent> events) {
        for (HealingEvent event : events) {
            if (event instanceof HealingEvent.OutcomeJudged judged) {
                story.add(second + " " + judged.outcome().verdict());
            } else if (event instanceof HealingEvent.DecisionMade made) {
                String what = made.decision().getClass().getSimpleName();
                story.add(
                        second + " " + what + (made.decision() instanceof Decision.Hold hold ? " " + hold.name() : ""));
            } else if (event instanceof HealingEvent.IncidentClosed closed) {
                story.add(second + " " + closed.resolution());
            }
        }
        events.clear();
    }

    /** A ticker from any origin, and a wall clock. */
    private static final class Wrapping implements InstantSource, Ticker {
        private long nanos;
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        Wrapping(long origin) {
            nanos = origin;
        }

        void pass() {
            nanos += 1_000_000_000L;
            now = now.plusSeconds(1);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}
