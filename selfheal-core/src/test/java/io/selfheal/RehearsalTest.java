package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Before there is an incident one is lived through, so that what it needs is there; nobody notices. */
class RehearsalTest {
    private final List<Snapshot> looked = new ArrayList<>();

    @Test
    void everyRuleSeesNumbersOfEitherKindTogetherAndApart() {
        Rehearsal.play(List.of(rule(snapshot -> {
            looked.add(snapshot);
            return List.of();
        })));

        assertThat(looked).anyMatch(snapshot -> value(snapshot, "a.ratio") > 1 && value(snapshot, "b.ratio") > 1);
        assertThat(looked).anyMatch(snapshot -> value(snapshot, "a.ratio") < 0 && value(snapshot, "b.ratio") < 0);
        assertThat(looked).anyMatch(snapshot -> value(snapshot, "a.ratio") > 1 && value(snapshot, "b.ratio") < 0);
        assertThat(looked).anyMatch(snapshot -> value(snapshot, "a.ratio") < 0 && value(snapshot, "b.ratio") > 1);
        assertThat(looked).anyMatch(snapshot -> snapshot.health("a.ratio") == Status.DOWN);
    }

    @Test
    void aRuleThatThrowsIsLeftAlone() {
        Rehearsal.play(List.of(rule(snapshot -> {
            looked.add(snapshot);
            throw new StackOverflowError("deep");
        })));
        assertThat(looked).isNotEmpty();
    }

    @Test
    void aLoopThatTurnsByHandTellsOfNothingButItself() {
        Bench bench = Bench.of(b -> b.rule(rule(snapshot -> List.of())));
        bench.seconds(30);
        assertThat(bench.events(HealingEvent.IncidentOpened.class)).isEmpty();
        assertThat(bench.events(HealingEvent.SymptomRaised.class)).isEmpty();
    }

    private static double value(Snapshot snapshot, String metric) {
        return snapshot.gauge(metric).orElse(0);
    }

    private static Rule rule(Detector detector) {
        return new Rule() {
            @Override
            public String id() {
                return "both";
            }

            @Override
            public String reason() {
                return "why not";
            }

            @Override
            public Set<String> metrics() {
                return Set.of("a.ratio", "b.ratio");
            }

            @Override
            public List<String> ladder() {
                return List.of();
            }

            @Override
            public Duration settle() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Detector newDetector() {
                return detector;
            }

            @Override
            public List<String> problems() {
                return List.of();
            }
        };
    }
}
