package io.selfheal.rule;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Detector;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Moment;
import io.selfheal.Rule;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rules over random walks with gaps, against the definition written down a second time. */
class RandomWalkTest {
    private static final int WALKS = 200;
    private static final int TURNS = 300;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsRaisedAndClearedExactlyAsDefined(boolean above) {
        int raised = 0;
        int cleared = 0;
        for (long seed = 0; seed < WALKS; seed++) {
            Random random = new Random(seed);
            double limit = random.nextInt(-50, 50);
            double clearing = above ? limit - 1 - random.nextInt(10) : limit + 1 + random.nextInt(10);
            Duration dwell = Duration.ofMillis(1 + random.nextInt(5_000));
            Rule rule = above
                    ? when("m").above(limit).clearingBelow(clearing).lasting(dwell)
                    : when("m").below(limit).clearingAbove(clearing).lasting(dwell);
            assertThat(rule.problems()).isEmpty();
            Detector detector = rule.newDetector();
            Walk walk = new Walk(random, limit);
            Definition definition = new Definition(above, limit, clearing, dwell.toNanos());
            boolean before = false;
            for (int turn = 0; turn < TURNS; turn++) {
                walk.step();
                List<Symptom> symptoms = detector.detect(walk.moment("m").snapshot());
                boolean expected = definition.step(walk);
                Supplier<String> where = where(seed, turn, rule);
                assertThat(!symptoms.isEmpty()).as(where).isEqualTo(expected);
                for (Symptom symptom : symptoms) {
                    assertThat(symptom.severity()).as(where).isFinite().isBetween(-1e6, 1e6);
                    assertThat(symptom.fresh()).as(where).isEqualTo(walk.known());
                    assertThat(symptom.since()).as(where).isEqualTo(definition.since);
                }
                raised += expected && !before ? 1 : 0;
                cleared += before && !expected ? 1 : 0;
                before = expected;
            }
        }
        assertThat(raised).as("the walks do raise").isGreaterThan(WALKS);
        assertThat(cleared).as("the walks do clear").isGreaterThan(WALKS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whateverIsWrittenNothingThrowsAndEverySymptomIsSound(int depth) {
        int told = 0;
        for (long seed = 0; seed < WALKS; seed++) {
            Random random = new Random(seed);
            Rule rule = sentence(random, depth);
            Set<String> judgedBy = new HashSet<>(rule.metrics());
            judgedBy.add("resumed");
            Detector detector = rule.newDetector();
            Walk walk = new Walk(random, 0);
            for (int turn = 0; turn < TURNS; turn++) {
                if (random.nextInt(100) == 0) {
                    detector = rule.newDetector();
                    detector.resume(new Symptom(
                            rule.id(),
                            "c",
                            walk.time,
                            random.nextDouble(),
                            true,
                            List.of(new Finding(Gauge.of("resumed", 1), ""))));
                }
                Moment moment = walk.step().moment("a");
                for (String metric : List.of("b", "c", "d")) {
                    walk.step().onto(moment, metric);
                }
                Supplier<String> where = where(seed, turn, rule);
                for (Symptom symptom : detector.detect(moment.snapshot())) {
                    told++;
                    assertThat(symptom.severity()).as(where).isFinite().isBetween(-1e6, 1e6);
                    assertThat(symptom.id()).as(where).isEqualTo(rule.id());
                    assertThat(symptom.findings()).as(where).isNotEmpty().doesNotHaveDuplicates();
                    assertThat(symptom.findings())
                            .extracting(finding -> finding.metric().name())
                            .as(where)
                            .isSubsetOf(judgedBy);
                }
            }
        }
        assertThat(told).as("the walks do raise").isGreaterThan(WALKS);
    }

    private static Supplier<String> where(long seed, int turn, Rule rule) {
        return () -> "seed " + seed + " turn " + turn + " of " + rule;
    }

    private static Sentence<?> sentence(Random random, int depth) {
        if (depth > 1) {
            Sentence<?> left = sentence(random, depth - 1 - random.nextInt(depth - 1));
            Sentence<?> right = sentence(random, depth - 1);
            Plain joined = random.nextBoolean() ? left.and(right) : left.or(right);
            return random.nextBoolean() ? joined : joined.lasting(Duration.ofMillis(random.nextInt(3_000)));
        }
        When metric = when(List.of("a", "b", "c", "d").get(random.nextInt(4)));
        Duration window = Duration.ofMillis(1 + random.nextInt(5_000));
        double limit = random.nextInt(-10, 10);
        return switch (random.nextInt(7)) {
            case 0 -> metric.above(limit);
            case 1 -> metric.below(limit).lasting(window);
            case 2 -> metric.risingBy(random.nextInt(10), window);
            case 3 -> metric.fallingBy(random.nextInt(10), window).clearingBelow(-1);
            case 4 -> metric.isUnusual();
            case 5 -> metric.runsOutWithin(Duration.ofMinutes(10 + random.nextInt(100)), limit);
            default -> metric.isDown();
        };
    }

    /** The definition: raised after the dwell, cleared at the clearing level, and nothing else changes it. */
    private static final class Definition {
        private final boolean above;
        private final double limit;
        private final double clearing;
        private final long dwell;
        private boolean raised;
        private boolean running;
        private long start;
        private Instant since = Instant.EPOCH;

        Definition(boolean above, double limit, double clearing, long dwell) {
            this.above = above;
            this.limit = limit;
            this.clearing = clearing;
            this.dwell = dwell;
        }

        boolean step(Walk walk) {
            double sign = above ? 1 : -1;
            if (raised) {
                raised = !walk.known() || sign * walk.value > sign * clearing;
                running = false;
                return raised;
            }
            if (!walk.known() || sign * walk.value <= sign * limit) {
                running = false;
                return false;
            }
            if (!running || walk.hole) {
                running = true;
                start = walk.hole ? walk.nanos : walk.sampled;
                since = walk.time;
            }
            raised = walk.sampled - start >= dwell;
            return raised;
        }
    }

    /** A number that wanders, with gaps, stale samples, samples of some age, jumps of the wall clock and holes. */
    private static final class Walk {
        private final Random random;
        private double value = Double.NaN;
        private double last;
        private long nanos;
        private long sampled;
        private boolean stale;
        private boolean hole;
        private Instant time = Course.START;

        Walk(Random random, double start) {
            this.random = random;
            this.last = start;
            this.nanos = random.nextLong();
            this.sampled = nanos;
        }

        Walk step() {
            nanos += 1_000_000L * random.nextInt(2_000);
            time = time.plusMillis(random.nextInt(-86_400_000, 86_400_000));
            last += random.nextGaussian() * 3;
            hole = random.nextInt(40) == 0;
            stale = random.nextInt(40) == 0;
            if (random.nextInt(4) == 0) {
                return this; // no other sample since
            }
            sampled = nanos;
            value = switch (random.nextInt(60)) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> Double.NEGATIVE_INFINITY;
                case 3 -> Double.MAX_VALUE;
                case 4 -> -Double.MAX_VALUE;
                case 5 -> Math.rint(last);
                default -> last;
            };
            return this;
        }

        boolean known() {
            return !stale && Double.isFinite(value);
        }

        Moment moment(String metric) {
            Moment moment = new Moment(time, nanos);
            onto(hole ? moment.resumed() : moment, metric);
            return moment;
        }

        void onto(Moment moment, String metric) {
            Gauge gauge = Gauge.of(metric, value);
            if (stale) {
                moment.stale("service", gauge);
            } else {
                moment.aged("service", gauge, nanos - sampled);
            }
        }
    }
}
