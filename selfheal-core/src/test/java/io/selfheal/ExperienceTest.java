package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What came of attempts in the past changes what is tried next, also after a restart, and a replay decides the same. */
class ExperienceTest {
    private static final Metric[] WELL = vitals(0.40, 0.10);
    private static final Metric[] SICK = vitals(0.93, 0.70);

    private final FakeJournal journal = new FakeJournal();

    private static Metric[] vitals(double memory, double cache) {
        return new Metric[] {
            Gauge.of("memory.used.ratio", memory),
            Gauge.of("jvm.heap.live.ratio", memory),
            Gauge.of("cache.used.ratio", cache)
        };
    }

    /** Clearing has no effect; trimming always helps. */
    private Bench bench() {
        Bench[] bench = new Bench[1];
        Diagnosis diagnosis = Diagnosis.of(Knowledge.jvm());
        bench[0] = Bench.of(b -> b.recordMetrics()
                .journal(journal)
                .engine(diagnosis)
                .detector(diagnosis.signs(Duration.ZERO))
                .recurrence(1_000)
                .action(RecoveryAction.of("clear-cache", Risk.SAFE, () -> {}))
                .action(RecoveryAction.of("trim-caches", Risk.SAFE, () -> bench[0].probe.says(WELL))));
        bench[0].probe.says(WELL);
        return bench[0];
    }

    /** One bout of trouble, hours after the one before; which actions were run. */
    private static List<String> bout(Bench bench) {
        int before = bench.events(HealingEvent.ActionStarted.class).size();
        bench.time.pass(Duration.ofHours(7));
        bench.seconds(3);
        bench.probe.says(SICK);
        bench.seconds(40);
        bench.probe.says(WELL);
        bench.seconds(5);
        return bench.events(HealingEvent.ActionStarted.class).stream()
                .skip(before)
                .map(HealingEvent.ActionStarted::action)
                .toList();
    }

    @Test
    void anActionThatKeepsHavingNoEffectIsDroppedForAnotherAlsoAfterARestartAndInAReplay() {
        Bench bench = bench();
        assertThat(bout(bench)).as("declared alike, in their order").containsExactly("clear-cache", "trim-caches");
        List<List<String>> bouts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            bouts.add(bout(bench));
        }
        assertThat(bouts).as("%s", bouts).allMatch(tried -> tried.equals(List.of("trim-caches")));

        Decision.Heal before = lastHeal(bench);
        assertThat(before.alternatives())
                .anyMatch(other ->
                        other.action().equals("clear-cache") && other.reason().contains("(after 1 outcome, "));
        bench.restart();
        assertThat(bout(bench)).containsExactly("trim-caches");
        assertThat(lastHeal(bench).causes()).isNotEmpty();

        Replayed replayed = replay();
        assertThat(replayed.turns()).hasSizeGreaterThan(6);
        assertThat(replayed.same()).isTrue();
    }

    @Test
    void withoutTheJournalAnotherProcessBeginsWithWhatIsDeclared() {
        Bench bench = bench();
        bout(bench);
        journal.kept.clear();
        bench.restart();

        assertThat(bout(bench)).first().isEqualTo("clear-cache");
    }

    @Test
    void whatIsLearntGivesWayToWhatIsDeclaredWithTheMonths() {
        Bench bench = bench();
        bout(bench);
        double soon = lastChance(bench, "clear-cache");
        bench.time.pass(Duration.ofDays(350));

        assertThat(lastChance(bench, "clear-cache")).isGreaterThan(soon + 0.05);
    }

    private static double lastChance(Bench bench, String action) {
        bout(bench);
        String words = lastHeal(bench).alternatives().stream()
                .filter(other -> other.action().equals(action))
                .map(Alternative::reason)
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(words.replaceAll(".*a chance of ([0-9.]+) %.*", "$1")) / 100;
    }

    @Test
    void anOutcomeRightAfterADeploymentIsNotLearnedFrom() {
        Bench bench = bench();
        bench.time.pass(Duration.ofHours(7));
        bench.seconds(3);
        bench.healing.deployed("v2");
        bench.probe.says(SICK);
        bench.seconds(40);
        bench.probe.says(WELL);
        bench.seconds(5);

        assertThat(bench.verdicts()).contains("clear-cache NO_EFFECT");
        assertThat(bout(bench)).first().isEqualTo("clear-cache");
    }

    @Test
    void anOutcomeAcrossAHoleInTimeIsNotLearnedFrom() {
        Bench bench = bench();
        bench.seconds(3);
        bench.probe.says(SICK);
        bench.seconds(3);
        bench.time.pass(Duration.ofSeconds(20));
        bench.seconds(40);
        bench.probe.says(WELL);
        bench.seconds(5);

        assertThat(bench.verdicts()).contains("clear-cache NO_EFFECT");
        bout(bench);
        assertThat(lastHeal(bench).alternatives())
                .filteredOn(other -> other.action().equals("clear-cache"))
                .noneMatch(other -> other.reason().contains("outcome"));
    }

    private Replayed replay() {
        Diagnosis diagnosis = Diagnosis.of(Knowledge.jvm());
        Replay replay = Replay.of(SelfHealing.builder()
                .service("orders")
                .withoutDiscovery()
                .engine(diagnosis)
                .detector(diagnosis.signs(Duration.ZERO))
                .recurrence(1_000));
        journal.kept.forEach(replay::next);
        return replay.finish();
    }

    private static Decision.Heal lastHeal(Bench bench) {
        List<Decision> heals = bench.events(HealingEvent.DecisionMade.class).stream()
                .map(HealingEvent.DecisionMade::decision)
                .filter(Decision.Heal.class::isInstance)
                .toList();
        return (Decision.Heal) heals.get(heals.size() - 1);
    }
}
