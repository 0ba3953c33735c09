package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded past, run again: through the policy that made it, and through another one. */
class ReplayTest {
    private static final List<String> TWO = List.of("db", "network");

    @TempDir
    Path folder;

    private final FakeJournal journal = new FakeJournal();

    private Ward ward(Consumer<SelfHealing.Builder> settings) {
        return Ward.of(TWO, recorded(settings));
    }

    private Consumer<SelfHealing.Builder> recorded(Consumer<SelfHealing.Builder> settings) {
        return b -> {
            b.recordMetrics().journal(journal).cooldown(Duration.ofSeconds(20), Duration.ofMinutes(1));
            settings.accept(b);
        };
    }

    /** The same policy, without the host: no probe, and actions that the record alone knows. */
    private static SelfHealing.Builder policy(Consumer<SelfHealing.Builder> settings) {
        SelfHealing.Builder builder = SelfHealing.builder()
                .service("orders")
                .withoutDiscovery()
                .cooldown(Duration.ofSeconds(20), Duration.ofMinutes(1));
        TWO.forEach(component -> builder.rule(OverRule.of(component + ".load.ratio", 0.9, 0.8, "mend " + component)));
        settings.accept(builder);
        return builder;
    }

    private Replayed replay(SelfHealing.Builder policy) {
        Replay replay = Replay.of(policy);
        journal.kept.forEach(replay::next);
        return replay.finish();
    }

    /** Sick, healed, sick again, useless, and in between crashes, restarts, silences and switches. */
    private void live(Ward ward) {
        ward.seconds(3).sick("db").seconds(2).well("db").seconds(10);
        ward.sick("db").seconds(30);
        ward.sick("network").seconds(3);
        ward.bench.crash();
        ward.seconds(20).well("db").seconds(5).well("network").seconds(5);
        ward.bench.healing.mode(Mode.OBSERVE, "looking");
        ward.sick("db").seconds(20);
        ward.bench.healing.mode(Mode.ENFORCE, "done");
        ward.seconds(3);
        ward.bench.restart();
        ward.seconds(60);
    }

    @Test
    void theSamePolicyDecidesTheSameWordForWord() {
        live(ward(b -> {}));
        Replayed replayed = replay(policy(b -> {}));

        assertThat(replayed.turned()).isGreaterThan(150);
        assertThat(replayed.turns()).hasSizeGreaterThan(6);
        for (Replayed.Turn turn : replayed.turns()) {
            assertThat(turn.would())
                    .as("at %s", turn.time())
                    .extracting(HealingEvent.DecisionMade::decision)
                    .isEqualTo(turn.was().stream()
                            .map(HealingEvent.DecisionMade::decision)
                            .toList());
        }
        assertThat(replayed.same()).isTrue();
    }

    @Test
    void evidencePermitsAndApprovalsAreReplayedAtTheirTurns() {
        Consumer<SelfHealing.Builder> settings = b -> b.mode("mend db", Mode.APPROVE);
        Ward ward = Ward.of(TWO, recorded(b -> {
            int[] asked = {0};
            b.evidence(folder)
                    .permit(request ->
                            asked[0]++ == 0 ? FleetPermit.Grant.refused("busy") : FleetPermit.Grant.given(() -> {}));
            settings.accept(b);
        }));
        ward.sick("network").seconds(3).sick("db").seconds(5);
        String proposal = ward.bench.healing.view().proposals().get(0).id();
        var answer = ward.bench.healing.approve(proposal, "ada");
        ward.seconds(40);
        assertThat(answer.join().accepted()).isTrue();
        assertThat(ward.ran).containsExactly("db", "network");

        assertThat(replay(policy(settings))).matches(Replayed::same);
    }

    @Test
    void anotherPolicyIsShownWithWhatItWouldHaveDone() {
        ward(b -> {}).sick("db").seconds(2).well("db").seconds(10).sick("db").seconds(60);
        Replayed replayed = replay(policy(b -> b.mode(Mode.OBSERVE)));

        assertThat(replayed.same()).isFalse();
        assertThat(replayed.turns().stream().flatMap(turn -> turn.would().stream()))
                .isNotEmpty()
                .noneMatch(made -> made.decision() instanceof Decision.Heal)
                .anyMatch(made -> made.decision().reason().startsWith("would have run mend db"));
    }

    @Test
    void anActionThatThePastDidNotRunReturnsAtOnceAndIsJudgedByTheRecordedMetrics() {
        Ward ward = ward(b -> b.mode(Mode.OBSERVE));
        ward.sick("db").seconds(30).well("db").seconds(10);
        Replay replay = Replay.of(policy(b -> {}));
        journal.kept.forEach(replay::next);
        Replayed replayed = replay.finish();

        assertThat(replayed.turns().stream()
                        .flatMap(turn -> turn.would().stream())
                        .map(made -> made.decision().getClass().getSimpleName()))
                .containsExactly("Heal", "Escalate");
    }

    @Test
    void failuresTimeoutsAndUndoingAreReplayed() {
        StubbornAction stubborn = new StubbornAction();
        Bench bench = ActionThreads.bench(recorded(b -> b.rule(
                        OverRule.of("load.ratio", 0.9, 0.8, "stubborn", "broken", "undone"))
                .action(stubborn)
                .action(RecoveryAction.of("broken", Risk.SAFE, () -> {
                    throw new IllegalStateException("no connection");
                }))
                .action(RecoveryAction.of("undone", Risk.SAFE, () -> {}))));
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(1);
        Wait.on(stubborn.entered);
        bench.seconds(33);
        stubborn.release.countDown();
        Wait.until("both have ended", () -> {
            bench.seconds(1);
            return bench.verdicts().size() == 3;
        });
        assertThat(bench.verdicts()).containsExactly("stubborn TIMED_OUT", "broken FAILED", "undone NO_EFFECT");

        Replayed replayed = replay(SelfHealing.builder()
                .service("orders")
                .withoutDiscovery()
                .cooldown(Duration.ofSeconds(20), Duration.ofMinutes(1))
                .rule(OverRule.of("load.ratio", 0.9, 0.8, "stubborn", "broken", "undone")));
        assertThat(replayed.turns()).isNotEmpty().allMatch(Replayed.Turn::same);
    }

    @Test
    void aRecordWhoseBeginningIsGoneIsReadFromTheFirstWholeTurn() {
        Ward ward = ward(b -> {});
        ward.seconds(610).sick("db").seconds(20);
        journal.kept.subList(0, 100).clear();

        Replayed replayed = replay(policy(b -> {}));
        assertThat(replayed.turned()).isLessThan(60);
        assertThat(replayed.turns()).hasSizeGreaterThan(0);
        assertThat(replayed.turns().get(0).would()).hasSize(1);
    }

    @Test
    void aJournalWithoutMetricsReplaysNothing() {
        Ward ward = Ward.of(TWO, b -> b.journal(journal));
        ward.sick("db").seconds(20);

        assertThat(replay(policy(b -> {}))).isEqualTo(new Replayed(List.of(), 0));
    }
}
