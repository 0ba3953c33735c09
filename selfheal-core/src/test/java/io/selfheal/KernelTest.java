package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The guards about when, how much and with whose word: the action that was not called, and why. */
class KernelTest {
    private static final List<String> ONE = List.of("db");

    private static Ward ward(Consumer<SelfHealing.Builder> settings) {
        return Ward.of(ONE, settings);
    }

    @Test
    void anActionAboveTheRiskCeilingIsNotCalledAlsoIfTheEngineInsists() {
        List<String> ran = new ArrayList<>();
        Ward ward = ward(b -> b.action(RecoveryAction.of("restart", Risk.HIGH, () -> ran.add("restart")))
                .engine(about -> Decision.Heal.of("restart", "why not")));
        ward.sick("db").seconds(30);

        assertThat(ran).isEmpty();
        assertThat(ward.reason("db")).isEqualTo("restart has the risk HIGH, and MODERATE is the most that is allowed");
    }

    @Test
    void aLadderWithARungAboveTheCeilingIsNotBuiltUntilItIsAllowed() {
        SelfHealing.Builder builder = SelfHealing.builder()
                .withoutDiscovery()
                .rule(OverRule.of("load.ratio", 0.9, 0.8, "restart"))
                .action(RecoveryAction.of("restart", Risk.HIGH, () -> {}));

        assertThatThrownBy(builder::build)
                .hasMessageContaining("runs \"restart\", whose risk is HIGH, but MODERATE is the most that is allowed:"
                        + " raise it with riskCeiling(Risk.HIGH), or leave the action out");
        builder.riskCeiling(Risk.HIGH).build().close();
    }

    @Test
    void withinTheGraceAfterTheStartNothingIsCalled() {
        Ward ward = ward(b -> b.startupGrace(Duration.ofSeconds(30))).sick("db").seconds(29);
        assertThat(ward.ran).isEmpty();
        assertThat(ward.reason("db")).isEqualTo("the service started 29 s ago, and its grace is 30 s");

        ward.seconds(2);
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void withinAMaintenanceWindowNothingIsCalledAndAfterItHealingGoesOn() {
        Ward ward = ward(b ->
                        b.maintenance(MaintenanceWindow.daily(LocalTime.of(23, 50), LocalTime.of(0, 1), ZoneOffset.UTC)
                                .because("backup")))
                .sick("db")
                .seconds(50);
        assertThat(ward.ran).isEmpty();
        assertThat(ward.reason("db")).isEqualTo("maintenance from 23:50 to 00:01 Z: backup");

        ward.seconds(15);
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void aMaintenanceWindowOfAnotherComponentStopsNothing() {
        Ward ward = ward(b -> b.maintenance(MaintenanceWindow.daily(LocalTime.MIN, LocalTime.of(23, 0), ZoneOffset.UTC)
                        .of("network")))
                .sick("db")
                .seconds(2);

        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void aWindowBelongsToTheDayOnWhichItBeginsInItsOwnZone() {
        MaintenanceWindow night = MaintenanceWindow.daily(
                        LocalTime.of(22, 0), LocalTime.of(2, 0), ZoneId.of("Asia/Tokyo"))
                .on(DayOfWeek.SATURDAY);

        assertThat(night.covers("any", Instant.parse("2026-01-03T13:00:00Z")))
                .as("Saturday 22:00")
                .isTrue();
        assertThat(night.covers("any", Instant.parse("2026-01-03T16:59:59Z")))
                .as("Sunday 01:59:59")
                .isTrue();
        assertThat(night.covers("any", Instant.parse("2026-01-03T17:00:00Z")))
                .as("Sunday 02:00")
                .isFalse();
        assertThat(night.covers("any", Instant.parse("2026-01-04T13:00:00Z")))
                .as("Sunday 22:00")
                .isFalse();
    }

    @Test
    void aWindowGoesByTheClockOnTheWallAlsoInTheNightInWhichItIsSet() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        MaintenanceWindow night = MaintenanceWindow.daily(LocalTime.of(22, 0), LocalTime.of(6, 0), berlin);
        MaintenanceWindow always = MaintenanceWindow.daily(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, berlin);

        assertThat(night.covers("any", Instant.parse("2026-10-25T04:59:59Z")))
                .as("05:59:59, an hour longer in autumn")
                .isTrue();
        assertThat(night.covers("any", Instant.parse("2026-10-25T05:00:00Z")))
                .as("06:00 in autumn")
                .isFalse();
        assertThat(night.covers("any", Instant.parse("2026-03-29T03:59:59Z")))
                .as("05:59:59, an hour shorter in spring")
                .isTrue();
        assertThat(night.covers("any", Instant.parse("2026-03-29T04:00:00Z")))
                .as("06:00 in spring")
                .isFalse();
        assertThat(always.covers("any", Instant.parse("2026-10-25T22:30:00Z")))
                .as("23:30 of a day of 25 hours")
                .isTrue();
    }

    @Test
    void aSilenceStopsHealingUntilItsEndAlsoAcrossARestart() {
        FakeJournal journal = new FakeJournal();
        Ward ward = ward(b -> b.journal(journal));
        CompletableFuture<Answer> answer = ward.bench.healing.silence(
                Silence.of(Duration.ofMinutes(2), "deployment").on("db"));
        ward.seconds(1);
        assertThat(answer.join().accepted()).isTrue();
        ward.sick("db").seconds(30);
        assertThat(ward.reason("db")).startsWith("silenced for another ").endsWith("s: deployment");
        ward.bench.restart();
        ward.seconds(80);
        assertThat(ward.ran).isEmpty();

        ward.seconds(15);
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void theReasonThatIsShownIsTheOneOfNowThoughItIsToldOnce() {
        Ward ward = ward(b -> b.startupGrace(Duration.ofSeconds(30))).sick("db").seconds(10);
        assertThat(ward.reason("db")).contains("its grace is 30 s");
        ward.bench.healing.silence(Silence.of(Duration.ofHours(2), "deployment"));
        ward.seconds(60);

        assertThat(ward.reason("db")).startsWith("silenced for another ").endsWith(": deployment");
        assertThat(ward.bench.decisions()).containsExactly("Hold Maintenance");
    }

    @Test
    void aSilenceCanBeEndedBeforeItsTime() {
        Ward ward = ward(b -> {});
        ward.bench.healing.silence(Silence.of(Duration.ofHours(1), "looking"));
        ward.sick("db").seconds(5);
        assertThat(ward.ran).isEmpty();
        CompletableFuture<Answer> other = ward.bench.healing.endSilence("db", "done");
        CompletableFuture<Answer> all = ward.bench.healing.endSilence("", "done");
        ward.seconds(1);

        assertThat(other.join()).isEqualTo(new Answer(false, "there is no silence over db"));
        assertThat(all.join().accepted()).isTrue();
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void inAStormNothingIsCalledOneEventTellsAndItTakesHalfAsMuchToGoOn() {
        List<String> many = List.of("a", "b", "c", "d", "e", "f");
        Ward ward = Ward.of(many, b -> b.storm(4, Duration.ofMinutes(1)).stormShare(1));
        many.forEach(ward::sick);
        ward.seconds(30);
        assertThat(ward.ran).isEmpty();
        assertThat(ward.bench.events(HealingEvent.StormBegan.class))
                .extracting(HealingEvent.StormBegan::reason)
                .containsExactly("6 incidents opened within 60 s, and 4 is the most that can be unrelated");
        assertThat(ward.reason("a")).startsWith("healing has stopped in a storm: 6 incidents opened");
        assertThat(ward.bench.healing.view().storm()).isPresent();

        ward.seconds(31);
        assertThat(ward.bench.events(HealingEvent.StormEnded.class)).hasSize(1);
        assertThat(ward.ran).containsExactlyElementsOf(many);
    }

    @Test
    void aLargeShareOfSickComponentsIsAStormToo() {
        Ward ward = Ward.of(List.of("a", "b", "c"), b -> b.stormShare(0.5));
        ward.sick("a").sick("b").sick("c").seconds(10);
        assertThat(ward.ran).isEmpty();
        assertThat(ward.reason("a")).endsWith("3 of 4 components are sick at once");

        ward.well("a").well("b").seconds(70);
        assertThat(ward.ran).as("at half the share healing goes on").containsExactly("c");
    }

    @Test
    void victimsOfOneCauseAreNoStorm() {
        Ward ward = Ward.of(
                List.of("a", "b", "c", "d"),
                b -> b.component("b")
                        .dependsOn("a")
                        .component("c")
                        .dependsOn("a")
                        .component("d")
                        .dependsOn("a"));
        ward.sick("a").sick("b").sick("c").sick("d").seconds(1);

        assertThat(ward.ran).containsExactly("a");
    }

    @Test
    void aGateThatThrowsRefuses() {
        Ward ward = ward(b -> b.permit(request -> {
                    throw new LinkageError("no such class");
                }))
                .sick("db")
                .seconds(30);

        assertThat(ward.ran).isEmpty();
        assertThat(ward.decision("db")).isEqualTo("FleetPermit");
        assertThat(ward.reason("db")).contains("the fleet could not be asked: LinkageError: no such class");
    }

    @Test
    void withoutTheFleetsPermitNothingIsCalledAndItIsAskedAgainLater() {
        List<FleetPermit.Request> asked = new ArrayList<>();
        List<String> released = new ArrayList<>();
        Ward ward = ward(b -> b.permit(request -> {
                    asked.add(request);
                    return asked.size() < 3
                            ? FleetPermit.Grant.refused("2 of 6 are restarting")
                            : FleetPermit.Grant.given(() -> released.add(request.incident()));
                }))
                .sick("db")
                .seconds(30);
        assertThat(ward.ran).isEmpty();
        assertThat(asked).hasSize(2);
        assertThat(ward.reason("db")).isEqualTo("not permitted: 2 of 6 are restarting");

        ward.seconds(5);
        assertThat(ward.ran).containsExactly("db");
        assertThat(released).as("kept while the action settles").isEmpty();
        ward.well("db").seconds(15);
        assertThat(released).containsExactly(ward.incident("db").id());
    }

    @Test
    void aGrantThatAGuardLeavesNoUseForIsGivenBack() {
        List<String> released = new ArrayList<>();
        Ward ward = Ward.of(
                List.of("db", "cache"),
                b -> b.budget(1, Duration.ofHours(1))
                        .permit(request -> FleetPermit.Grant.given(() -> released.add(request.action()))));
        ward.bench.holding = true;
        ward.sick("db").sick("cache");
        for (int turn = 0; turn < 6; turn++) {
            ward.seconds(1);
            ward.bench.release();
        }
        ward.bench.holding = false;

        assertThat(ward.ran).hasSize(1);
        assertThat(ward.bench.events(HealingEvent.PermitAnswered.class))
                .as("both were granted, as nobody had used the budget yet")
                .hasSize(2);
        assertThat(released).hasSize(1).doesNotContain("mend " + ward.ran.get(0));
    }

    @Test
    void aFleetThatDoesNotAnswerRefusesAndALateGrantIsGivenBack() {
        List<String> released = new ArrayList<>();
        Ward ward = ward(b -> b.permit(request -> FleetPermit.Grant.given(() -> released.add("late"))));
        ward.bench.holding = true;
        ward.sick("db");
        ward.bench.time.pass(Duration.ofSeconds(1));
        ward.bench.healing.loop().runOnce();
        ward.bench.release();
        ward.bench.healing.loop().runOnce();
        ward.bench.time.pass(Duration.ofSeconds(6));
        ward.bench.healing.loop().runOnce();
        ward.bench.release();
        ward.bench.holding = false;

        assertThat(ward.ran).isEmpty();
        assertThat(ward.bench.events(HealingEvent.PermitAnswered.class))
                .extracting(HealingEvent.PermitAnswered::granted)
                .doesNotContain(true);
    }
}
