package io.selfheal.rule;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Detector;
import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Moment;
import io.selfheal.Rule;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastRuleTest {
    private static final double GIB = 1L << 30;
    private static final Duration DAY = Duration.ofHours(24);
    private static final String DISK = "disk.free.bytes";
    private static final int LONGEST = 5 * 24 * 60;

    private final Random noise = new Random(1);
    private int minute;

    @Test
    void aDiskThatFillsUpIsToldAheadOfTimeInWordsAndNumbers() {
        Detector detector = when(DISK).runsOutWithin(DAY).run("purge-spool").newDetector();
        double free = 60 * GIB;
        List<Symptom> raised = List.of();
        while (raised.isEmpty()) {
            free -= 2 * GIB / 60;
            raised = look(detector, disk(free));
            assertThat(minute).isLessThan(LONGEST);
        }

        double hoursLeft = free / (2 * GIB);
        assertThat(hoursLeft).isBetween(8.0, 24.5);
        assertThat(raised).singleElement().satisfies(symptom -> {
            assertThat(symptom.id()).isEqualTo("disk.free.bytes-runs-out-in-24h");
            assertThat(symptom.component()).isEqualTo("orders");
            assertThat(symptom.severity()).isBetween(0.0, 1.5);
            assertThat(symptom.shown())
                    .matches(
                            "disk\\.free\\.bytes is [\\d.]+ GiB \\(shrinks [12]\\.?\\d* GiB/h for [\\d.]+ (min|h),"
                                    + " used up in [^()]*\\d+ (h|days) \\(90 %\\): running out within 24 h, clears beyond 36 h\\)");
        });
    }

    @Test
    void aHeapThatGrowsTowardALimitThatIsGivenIsToldToo() {
        Detector detector =
                when("jvm.heap.live.bytes").runsOutWithin(DAY, 4 * GIB).newDetector();
        double live = GIB / 2;
        List<Symptom> raised = List.of();
        while (raised.isEmpty()) {
            live += GIB / 8 / 60;
            raised = look(detector, Gauge.of("jvm.heap.live.bytes", live));
            assertThat(live).as("told before it is full").isLessThan(3.5 * GIB);
        }
        assertThat(raised.get(0).shown()).contains("(grows 1", " MiB/h for ", ", full in ");
    }

    @Test
    void aLoopOfATurnAMinuteLooksAnHourAheadToo() {
        Detector detector =
                when("orders.queued").runsOutWithin(Duration.ofHours(1), 10_000).newDetector();
        double queued = 0;
        List<Symptom> raised = List.of();
        while (raised.isEmpty()) {
            queued += 50;
            raised = look(detector, Gauge.of("orders.queued", queued + noise.nextGaussian()));
            assertThat(queued).as("told before it is full").isLessThan(9_500);
        }
    }

    @Test
    void whatOnlyWavesIsNotTold() {
        Detector detector = when("files.used.ratio").runsOutWithin(DAY).newDetector();
        for (int i = 0; i < 3 * 24 * 60; i++) {
            double used = 0.5 + 0.05 * Math.sin(2 * Math.PI * minute / 1_440) + 0.02 * noise.nextGaussian();
            assertThat(look(detector, Gauge.of("files.used.ratio", used)))
                    .as("minute %s", minute)
                    .isEmpty();
        }
    }

    @Test
    void itClearsWhenTheGaugeHasStoppedAndNotWithTheFirstLook() {
        Detector detector = when(DISK).runsOutWithin(DAY).newDetector();
        double free = untilRaised(detector);
        int held = 0;
        while (!look(detector, disk(free)).isEmpty()) {
            held++;
            assertThat(held).isLessThan(LONGEST);
        }
        assertThat(held).isGreaterThan(20);
    }

    @Test
    void aNumberThatIsMissingNeitherRaisesNorClears() {
        Detector detector = when(DISK).runsOutWithin(DAY).newDetector();
        double free = untilRaised(detector);
        for (int i = 0; i < 300; i++) {
            assertThat(look(detector, disk(Double.NaN))).singleElement().matches(symptom -> !symptom.fresh());
        }
        for (int i = 0; i < 300; i++) {
            minute++;
            Snapshot stale =
                    new Moment(time(), nanos()).stale("orders", disk(free)).snapshot();
            assertThat(detector.detect(stale)).singleElement().matches(symptom -> !symptom.fresh());
        }
    }

    @Test
    void aSymptomOfBeforeARestartStaysUntilEnoughIsKnown() {
        Rule rule = when(DISK).runsOutWithin(DAY);
        Detector before = rule.newDetector();
        double free = untilRaised(before);
        Symptom symptom = look(before, disk(free)).get(0);
        Detector after = rule.newDetector();
        after.resume(symptom);
        for (int i = 0; i < 59; i++) {
            assertThat(look(after, disk(free))).hasSize(1);
        }
        int held = 0;
        while (!look(after, disk(free)).isEmpty()) {
            held++;
            assertThat(held).isLessThan(60);
        }
    }

    @Test
    void itGoesTogetherWithOtherConditions() {
        Detector both = when(DISK)
                .runsOutWithin(DAY)
                .and(when("disk.used.ratio").above(0.8))
                .lasting(Duration.ofMinutes(5))
                .newDetector();
        Detector either = when(DISK)
                .runsOutWithin(DAY)
                .or(when("disk.used.ratio").above(0.8))
                .newDetector();
        double free = 60 * GIB;
        for (int i = 0; i < 24 * 60; i++) {
            free -= 2 * GIB / 60;
            minute++;
            Snapshot snapshot = Snapshot.of(time(), nanos(), "orders", disk(free), Gauge.of("disk.used.ratio", 0.5));
            assertThat(both.detect(snapshot)).isEmpty();
            either.detect(snapshot);
        }
        minute++;
        Snapshot now = Snapshot.of(time(), nanos(), "orders", disk(free), Gauge.of("disk.used.ratio", 0.9));
        assertThat(either.detect(now))
                .singleElement()
                .satisfies(symptom -> assertThat(symptom.findings()).hasSize(2));
        for (int i = 0; i < 6; i++) {
            minute++;
            free -= 2 * GIB / 60;
            both.detect(Snapshot.of(time(), nanos(), "orders", disk(free), Gauge.of("disk.used.ratio", 0.9)));
        }
        minute++;
        assertThat(both.detect(Snapshot.of(time(), nanos(), "orders", disk(free), Gauge.of("disk.used.ratio", 0.9))))
                .hasSize(1);
    }

    @Test
    void whatIsBeyondWhereItRunsOutUntilItIsUpIsNotUsedUpFromThenOn() {
        Detector pool = when("pool.free.count").runsOutWithin(DAY).newDetector();
        Detector files = when("files.used.ratio").runsOutWithin(DAY).newDetector();
        Detector given = when("orders.queued").runsOutWithin(DAY, 1_000).newDetector();
        for (int i = 0; i < 30; i++) {
            look(pool, Gauge.of("pool.free.count", -1));
            look(files, Gauge.of("files.used.ratio", 1.02));
            look(given, Gauge.of("orders.queued", i < 3 ? 2_000 : 500));
        }
        for (int i = 0; i < 180; i++) {
            look(pool, Gauge.of("pool.free.count", 50));
            look(files, Gauge.of("files.used.ratio", 0.4));
            look(given, Gauge.of("orders.queued", 500));
        }
        assertThat(look(pool, Gauge.of("pool.free.count", 50))).isEmpty();
        assertThat(look(files, Gauge.of("files.used.ratio", 0.4))).isEmpty();
        assertThat(look(given, Gauge.of("orders.queued", 500))).isEmpty();
    }

    @Test
    void whereAGaugeRunsOutIsToldByItsName() {
        assertThat(Bound.of("disk.used.ratio")).hasValue(1);
        assertThat(Bound.of("disk.free.ratio")).hasValue(0);
        assertThat(Bound.of("disk.data.free.bytes")).hasValue(0);
        assertThat(Bound.of("memory.available.bytes")).hasValue(0);
        assertThat(Bound.of("jvm.container.headroom.bytes")).hasValue(0);
        assertThat(Bound.of("jvm.disk.left.seconds")).hasValue(0);
        assertThat(Bound.of("orders-remaining.count")).hasValue(0);
        assertThat(Bound.of("orders.queued")).isEmpty();
        assertThat(Bound.of("leftover.bytes")).isEmpty();
    }

    @Test
    void whatCannotBeForeseenIsRefusedWithTheFix() {
        assertThat(when("orders.queued").runsOutWithin(DAY).problems())
                .singleElement()
                .asString()
                .contains("\"orders.queued\" does not say where it runs out", "runsOutWithin(PT24H, 1000)");
        assertThat(when("orders.queued").runsOutWithin(DAY, 10_000).problems()).isEmpty();
        assertThat(when(DISK).runsOutWithin(Duration.ofMinutes(1)).problems())
                .singleElement()
                .asString()
                .contains("too soon", "10 minutes or more");
        assertThat(when(DISK).runsOutWithin(Duration.ofDays(1_000)).problems())
                .singleElement()
                .asString()
                .contains("too far off", "a year at most");
        assertThat(when(DISK).runsOutWithin(DAY, Double.NaN).problems())
                .singleElement()
                .asString()
                .contains("NaN", "finite");
        assertThat(when("disk.used.ratio").runsOutWithin(DAY, 95).problems())
                .singleElement()
                .asString()
                .contains("looks like a percentage", "write 0.95");
        assertThat(when("orders.queued")
                        .runsOutWithin(DAY)
                        .newDetector()
                        .detect(Snapshot.of(time(), nanos(), "orders", Gauge.of("orders.queued", 1))))
                .isEmpty();
    }

    @Test
    void whatItIsHeldAgainstIsSaidOfEveryCondition() {
        assertThat(when(DISK).below(1).bases()).containsExactly(Rule.Basis.LIMIT);
        assertThat(when(DISK).isUnusual().bases()).containsExactly(Rule.Basis.NORM);
        assertThat(when(DISK).runsOutWithin(DAY).bases()).containsExactly(Rule.Basis.FORECAST);
        assertThat(when(DISK).runsOutWithin(DAY).or(when(DISK).below(1)).bases())
                .containsExactlyInAnyOrder(Rule.Basis.FORECAST, Rule.Basis.LIMIT);
    }

    private double untilRaised(Detector detector) {
        double free = 60 * GIB;
        while (look(detector, disk(free)).isEmpty()) {
            free -= 2 * GIB / 60;
            assertThat(minute).isLessThan(LONGEST);
        }
        return free;
    }

    private static Metric disk(double free) {
        return Gauge.of(DISK, free);
    }

    private List<Symptom> look(Detector detector, Metric metric) {
        minute++;
        return detector.detect(Snapshot.of(time(), nanos(), "orders", metric));
    }

    private Instant time() {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute);
    }

    private long nanos() {
        return Duration.ofMinutes(minute).toNanos();
    }
}
