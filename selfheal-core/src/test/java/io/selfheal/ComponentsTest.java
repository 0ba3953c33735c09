package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static final List<String> THREE = List.of("shop", "db", "network");

    private static Ward chain() {
        return Ward.of(
                THREE, b -> b.component("shop").dependsOn("db").component("db").dependsOn("network"));
    }

    @Test
    void whatDependsOnASickComponentJoinsItsIncidentAndNothingIsDoneLocally() {
        Ward ward = chain().sick("network").sick("db").sick("shop").seconds(1);

        assertThat(ward.ran).containsExactly("network");
        assertThat(ward.bench.healing.view().open())
                .extracting(Incident::component)
                .containsExactly("network");
        assertThat(ward.incident("network").victims())
                .extracting(Symptom::component)
                .containsExactlyInAnyOrder("db", "shop");
    }

    @Test
    void anIncidentThatWasOpenBeforeItsCauseWasSeenJoinsItAsLongAsNothingWasTried() {
        Ward ward = Ward.of(THREE, b -> b.component("db").dependsOn("network").mode("mend db", Mode.OBSERVE));
        ward.sick("db").seconds(2);
        assertThat(ward.decision("db")).isEqualTo("Mode");
        ward.sick("network").seconds(1);

        assertThat(ward.incident("db").resolution()).contains(Resolution.JOINED);
        assertThat(ward.incident("network").victims())
                .extracting(Symptom::component)
                .containsExactly("db");
        assertThat(ward.ran).containsExactly("network");
    }

    @Test
    void whileTheCauseIsSickNothingMoreIsTriedOnWhatDependsOnItAndItIsSaidWhy() {
        Ward ward = Ward.of(
                THREE,
                b -> b.component("db")
                        .dependsOn("network")
                        .rule(new OverRule("db again", "extra.ratio", 0.9, 0.8, List.of("first", "second")))
                        .probe(Probe.gauge("extra.ratio", () -> 0.95).on("db"))
                        .action(RecoveryAction.of("first", Risk.SAFE, () -> {}))
                        .action(RecoveryAction.of("second", Risk.SAFE, () -> {})));
        ward.sick("network").seconds(30);

        assertThat(ward.bench.verdicts())
                .as("begun before the network was seen to be sick, and nothing after it")
                .containsExactly("first NO_EFFECT", "mend network NO_EFFECT");
        assertThat(ward.bench.decisions()).contains("Hold Dependency");
        assertThat(ward.bench.events(HealingEvent.DecisionMade.class))
                .extracting(made -> made.decision().reason())
                .contains("the cause lies in network, which is sick and which it depends on: nothing is done here");
    }

    @Test
    void aVictimThatIsStillSickWhenItsCauseIsWellGetsAnIncidentOfItsOwn() {
        Ward ward = chain().sick("network").sick("db").seconds(1);
        ward.well("network").seconds(12);

        assertThat(ward.incident("network").resolution()).contains(Resolution.HEALED);
        assertThat(ward.incident("db").open()).isTrue();
        assertThat(ward.ran).containsExactly("network", "db");
    }

    @Test
    void componentsThatNobodyDeclaredDependOnNothing() {
        Ward ward =
                Ward.of(THREE, b -> {}).sick("network").seconds(1).sick("db").seconds(1);

        assertThat(ward.ran).containsExactly("network", "db");
    }

    @Test
    void aCircleOfDependenciesIsABuildErrorThatPrintsIt() {
        assertThatThrownBy(() -> SelfHealing.builder()
                        .withoutDiscovery()
                        .component("a")
                        .dependsOn("b")
                        .component("b")
                        .dependsOn("c", "d")
                        .component("d")
                        .dependsOn("a")
                        .build())
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("components depend on each other in a circle: a -> b -> d -> a");
    }

    @Test
    void aMistypedDependencyIsABuildErrorWithASuggestion() {
        assertThatThrownBy(() -> SelfHealing.builder()
                        .withoutDiscovery()
                        .component("network")
                        .dependsOn()
                        .component("db")
                        .dependsOn("netwrok")
                        .build())
                .hasMessageContaining(
                        "a component depends on \"netwrok\", which nothing declares or observes: did you mean \"network\"?");
    }

    @Test
    void theRootOfTroubleIsTheFirstThatDependsOnNothingSick() {
        ComponentGraph graph = new ComponentGraph(List.of(
                Component.of("a").dependsOn("b", "c"),
                Component.of("b").dependsOn("d"),
                Component.of("c").dependsOn("d"),
                Component.of("d")));

        assertThat(graph.root("a", Set.of("a")::contains)).isEmpty();
        assertThat(graph.root("a", Set.of("a", "d")::contains))
                .as("not reachable through sick ones")
                .isEmpty();
        assertThat(graph.root("a", Set.of("a", "c", "d")::contains)).isEqualTo(Optional.of("d"));
        assertThat(graph.dependents("d")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void anActionOfAnotherComponentBlocksBothWhileItIsAtWork() {
        Ward ward = Ward.of(
                THREE,
                b -> b.rule(OverRule.of("extra.ratio", 0.9, 0.8, "reroute"))
                        .action(RecoveryAction.of("reroute", Risk.SAFE, () -> {})
                                .on("network")));
        ward.bench.probe.gauge("extra.ratio", 0.95);
        ward.seconds(1).sick("network").seconds(1);

        assertThat(ward.ran).isEmpty();
        assertThat(ward.reason("network")).isEqualTo("reroute settles on network");
        assertThat(ward.bench.events(HealingEvent.ActionStarted.class))
                .extracting(HealingEvent.ActionStarted::component)
                .containsExactly("network");
    }

    @Test
    void whatWasSickBeforeTheActionIsNoHarmOfItsAlsoInTheEyesOfTheNextProcess() {
        FakeJournal journal = new FakeJournal();
        Ward ward = Ward.of(THREE, b -> b.journal(journal).component("db").dependsOn("network"));
        ward.sick("network").sick("db").seconds(3);
        ward.bench.crash();
        ward.well("network").seconds(12);

        assertThat(ward.bench.verdicts()).startsWith("mend network HEALED");
    }

    @Test
    void whatFellSickAfterTheActionHadBegunIsItsHarmAlsoInTheEyesOfTheNextProcess() {
        FakeJournal journal = new FakeJournal();
        Ward ward = Ward.of(THREE, b -> b.journal(journal).component("db").dependsOn("network"));
        ward.sick("network").seconds(2).sick("db").seconds(1);
        assertThat(ward.incident("network").victims()).hasSize(1);
        ward.bench.crash();
        ward.well("network").seconds(12);

        assertThat(ward.bench.verdicts()).startsWith("mend network WORSE");
    }

    @Test
    void anIncidentThatOpenedAfterTheActionHadBegunIsItsHarmAlsoInTheEyesOfTheNextProcess() {
        FakeJournal journal = new FakeJournal();
        Ward ward = Ward.of(
                THREE, b -> b.journal(journal).component("shop").dependsOn("db").mode("mend shop", Mode.OBSERVE));
        ward.sick("db").seconds(2).well("db").sick("shop").seconds(1);
        assertThat(ward.incident("shop").open()).isTrue();
        ward.bench.crash();
        ward.seconds(12);

        assertThat(ward.bench.verdicts()).startsWith("mend db WORSE");
    }

    @Test
    void aNewSymptomOnWhatDependsOnTheComponentCountsAgainstTheActionWhichIsThenQuarantined() {
        Ward ward = Ward.of(
                THREE, b -> b.component("shop").dependsOn("db").cooldown(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        ward.sick("db").seconds(2);
        ward.sick("shop").seconds(12);

        assertThat(ward.bench.verdicts()).containsExactly("mend db WORSE");
        ward.well("db").well("shop").seconds(20);
        ward.sick("db").seconds(5);

        assertThat(ward.ran).as("not again on what it made worse").containsExactly("db");
        assertThat(ward.reason("db")).contains("mend db made \"db.load.ratio-high\" of db worse");
    }
}
