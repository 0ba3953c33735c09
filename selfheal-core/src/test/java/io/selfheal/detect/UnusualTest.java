package io.selfheal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Gauge;
import io.selfheal.Intervention;
import io.selfheal.Learner;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnusualTest {
    private static final String RATE = "orders.rate";
    private static final int DAY = 1_440;

    private final Random noise = new Random(1);
    private int minute;
    private long jumped;
    private double total;

    @Test
    void aGaugeThatIsUnusualForItselfIsASymptom() {
        Unusual unusual = Unusual.everyGauge();
        assertThat(days(unusual, 4)).isEmpty();
        List<Symptom> symptoms = look(unusual, 1);
        assertThat(symptoms).hasSize(1);
        Symptom symptom = symptoms.get(0);
        assertThat(symptom.id()).isEqualTo("unusual-orders.rate");
        assertThat(symptom.component()).isEqualTo("orders");
        assertThat(symptom.fresh()).isTrue();
        assertThat(symptom.severity()).isNotNegative();
        assertThat(symptom.shown()).startsWith("orders.rate is 1/s (");
    }

    @Test
    void itStaysUntilTheGaugeWasUsualForFiveMinutes() {
        Unusual unusual = Unusual.everyGauge();
        days(unusual, 4);
        Symptom raised = look(unusual, 1).get(0);
        int held = 0;
        List<Symptom> now = look(unusual, usual());
        String shown = "";
        while (!now.isEmpty()) {
            assertThat(now.get(0).since()).isEqualTo(raised.since());
            shown = now.get(0).shown();
            assertThat(shown).contains("/s (was 1/s: ");
            now = look(unusual, usual());
            held++;
            assertThat(held).isLessThan(120);
        }
        assertThat(held).isGreaterThanOrEqualTo(4);
        assertThat(shown).endsWith("; usual again for 3 min)");
    }

    @Test
    void aNumberThatIsNoneNeitherRaisesNorClears() {
        Unusual unusual = Unusual.everyGauge();
        days(unusual, 4);
        assertThat(look(unusual, Double.NaN)).isEmpty();
        look(unusual, 1);
        for (int i = 0; i < 30; i++) {
            assertThat(look(unusual, Double.NaN)).singleElement().matches(symptom -> !symptom.fresh());
        }
    }

    @Test
    void whatIsAnotherVersionRaisesNothing() {
        Unusual unusual = Unusual.gauges(RATE);
        days(unusual, 4);
        assertThat(look(unusual, 1)).isNotEmpty();
        norm(unusual).rebase(Intervention.DEPLOYED);
        assertThat(look(unusual, 1)).isEmpty();
    }

    @Test
    void whatAnActionDoesIsNotUnusualAndWhatIsSoLaterIs() {
        Unusual unusual = Unusual.everyGauge();
        days(unusual, 4);
        norm(unusual).rebase(Intervention.BEGUN);
        assertThat(look(unusual, 20)).isEmpty();
        norm(unusual).rebase(Intervention.SETTLED);
        for (int i = 0; i < 60; i++) {
            assertThat(look(unusual, 20 + noise.nextGaussian()))
                    .as("%s minutes after it", i)
                    .isEmpty();
        }
        days(unusual, 2);
        assertThat(look(unusual, -200)).isNotEmpty();
    }

    @Test
    void whileAnActionIsJudgedItIsHeldAgainstWhatWasUsualBeforeTheAlarm() {
        Unusual unusual = Unusual.everyGauge();
        days(unusual, 4);
        look(unusual, 50); // it happens within a minute
        for (int i = 0; i < 10; i++) {
            assertThat(look(unusual, 1 + 0.1 * noise.nextGaussian())).hasSize(1);
        }
        norm(unusual).rebase(Intervention.BEGUN);
        look(unusual, 50);
        int held = 0;
        while (!look(unusual, usual()).isEmpty()) {
            held++;
            assertThat(held).isLessThan(14);
        }
        assertThat(held).isGreaterThanOrEqualTo(4);
    }

    @Test
    void whatAnActionDidNotMendStaysUnusualWhileItIsJudged() {
        Unusual unusual = Unusual.everyGauge();
        days(unusual, 4);
        look(unusual, 1);
        norm(unusual).rebase(Intervention.BEGUN);
        for (int i = 0; i < 100; i++) {
            assertThat(look(unusual, 1 + 0.1 * noise.nextGaussian())).hasSize(1);
        }
    }

    @Test
    void withoutAnActionTheSameIsUnusual() {
        Unusual unusual = Unusual.everyGauge();
        days(unusual, 4);
        assertThat(look(unusual, 20)).isNotEmpty();
    }

    @Test
    void whatWasLearntSurvivesARestart() {
        Unusual before = Unusual.everyGauge();
        days(before, 4);
        Unusual after = Unusual.everyGauge();
        after.learner("norm", RATE).orElseThrow().restore("orders", norm(before).state());
        look(after, usual()); // the first sample begins a minute
        assertThat(look(after, 1)).isNotEmpty();
        assertThatThrownBy(() -> norm(after).restore("orders", new byte[3]))
                .hasMessageContaining("start the series anew");
    }

    @Test
    void ofWhatIsNoLongerThereNothingIsKept() {
        Unusual before = Unusual.everyGauge();
        days(before, 4);
        Unusual after = Unusual.everyGauge();
        after.learner("norm", RATE).orElseThrow().restore("orders", norm(before).state());
        assertThat(norm(after).state()).isEmpty();
        look(after, usual());
        assertThat(norm(after).state()).isNotEmpty();
    }

    @Test
    void aSymptomOfBeforeARestartIsTakenUp() {
        Unusual before = Unusual.everyGauge();
        days(before, 4);
        Symptom symptom = look(before, 1).get(0);
        Unusual after = Unusual.everyGauge();
        after.resume(symptom);
        assertThat(look(after, usual())).extracting(Symptom::since).containsExactly(symptom.since());
    }

    @Test
    void whatIsTakenUpWhileItWasUsualAgainSaysOnceWhatItWas() {
        Unusual before = Unusual.everyGauge();
        days(before, 4);
        String raised = look(before, 1).get(0).findings().get(0).limit();
        Symptom symptom = look(before, usual()).get(0);
        while (!symptom.shown().contains("usual again for 2 min")) {
            symptom = look(before, usual()).get(0);
        }
        Unusual after = Unusual.everyGauge();
        after.resume(symptom);
        assertThat(look(after, 50).get(0).shown()).isEqualTo("orders.rate is 50/s (was 1/s: " + raised + ")");
    }

    @Test
    void aSymptomThatIsTakenUpDoesNotClearBeforeAnythingIsKnown() {
        Unusual before = Unusual.everyGauge();
        days(before, 4);
        Symptom symptom = look(before, 1).get(0);
        Unusual after = Unusual.everyGauge();
        after.resume(symptom);
        for (int i = 0; i < 20; i++) {
            assertThat(look(after, 1)).as("look %s", i).isNotEmpty();
        }
    }

    @Test
    void aGaugeThatGrowsInAnIncidentDoesNotTurnIntoACounter() {
        Unusual unusual = Unusual.everyGauge();
        for (int i = 0; i < 10 * DAY; i++) {
            look(unusual, 50 + 5 * noise.nextGaussian());
        }
        double queued = 50;
        List<Symptom> now = look(unusual, queued);
        for (int i = 0; i < 240; i++) {
            queued += 100;
            now = look(unusual, queued);
            assertThat(i > 30 && now.isEmpty()).as("minute %s", i).isFalse();
        }
        assertThat(now.get(0).shown()).doesNotContain("it counts");
    }

    @Test
    void onlyGaugesThatAreNamedAreWatched() {
        Unusual unusual = Unusual.gauges("another.rate");
        days(unusual, 4);
        assertThat(look(unusual, 1)).isEmpty();
        assertThat(unusual.learners()).isEmpty();
        assertThat(unusual.learner("norm", RATE)).isEmpty();
        assertThat(unusual.learner("outlook toward 0.0", "another.rate")).isEmpty();
        assertThatThrownBy(Unusual::gauges).hasMessageContaining("everyGauge()");
    }

    @Test
    void manySamplesOfAMinuteAreOneLook() {
        Unusual often = Unusual.everyGauge();
        List<Symptom> symptoms = new ArrayList<>();
        for (int second = 0; second < 2 * 86_400; second += 5) {
            double value = 50 + noise.nextGaussian() + (second == 100_000 ? 8 : 0);
            symptoms.addAll(often.detect(snapshot(second, value)));
        }
        assertThat(symptoms).isEmpty();
    }

    @Test
    void whatWasSeenBeforeAnOutageOfItsProbeIsNotOfTheTimeAfterIt() {
        Unusual unusual = Unusual.everyGauge();
        int outage = 5 * 86_400 + 64_800;
        List<Symptom> symptoms = new ArrayList<>();
        for (int second = 0; second < outage + 30; second++) {
            symptoms.addAll(unusual.detect(snapshot(second, byNight(second))));
        }
        for (int second = outage + 6 * 3_600; second < outage + 7 * 3_600; second++) {
            symptoms.addAll(unusual.detect(snapshot(second, byNight(second))));
        }
        assertThat(symptoms).isEmpty();
    }

    /** 150 by day and 50 by night, of which each sample is off by much and a minute's mean by little. */
    private double byNight(int second) {
        return 100
                + 50 * Math.tanh(8 * Math.sin(2 * Math.PI * (second % 86_400 - 28_800) / 86_400))
                + 10 * noise.nextGaussian();
    }

    @Test
    void ofAGaugeThatIsSampledSeldomEachSampleCounts() {
        Unusual unusual = Unusual.everyGauge();
        for (int i = 0; i < 2_000; i++) {
            assertThat(unusual.detect(snapshot(300L * i, 50 + noise.nextGaussian())))
                    .isEmpty();
        }
        assertThat(unusual.detect(snapshot(300L * 2_000, 500))).isNotEmpty();
    }

    @Test
    void aWallClockThatJumpsIsNoChangeOfPace() {
        Unusual unusual = Unusual.everyGauge();
        assertThat(counted(unusual, 4 * DAY, 100)).isEmpty();
        for (long jump : new long[] {30, -30, 3_600, -3_600, -86_400}) {
            jumped += jump;
            assertThat(counted(unusual, 60, 100)).as("by %s s", jump).isEmpty();
        }
        assertThat(counted(unusual, 10, 0)).as("it stands still").isNotEmpty();
    }

    private List<Symptom> counted(Unusual unusual, int minutes, double rate) {
        List<Symptom> symptoms = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            total += rate == 0 ? 0 : 60 * (rate + noise.nextGaussian());
            symptoms.addAll(look(unusual, total));
        }
        return symptoms;
    }

    private static Learner norm(Unusual unusual) {
        return unusual.learners().findFirst().orElseThrow();
    }

    private List<Symptom> days(Unusual unusual, int days) {
        List<Symptom> symptoms = new ArrayList<>();
        for (int i = 0; i < days * DAY; i++) {
            symptoms.addAll(look(unusual, usual()));
        }
        return symptoms;
    }

    private double usual() {
        return 100 + 20 * Math.sin(2 * Math.PI * minute / DAY) + noise.nextGaussian();
    }

    private List<Symptom> look(Unusual unusual, double value) {
        return unusual.detect(snapshot(60L * minute++, value));
    }

    private Snapshot snapshot(long second, double value) {
        return Snapshot.of(
                Instant.EPOCH.plusSeconds(second + jumped), second * 1_000_000_000L, "orders", Gauge.of(RATE, value));
    }
}
