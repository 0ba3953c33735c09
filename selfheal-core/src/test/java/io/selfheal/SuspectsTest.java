package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the engine says of several sick components, and of what it cannot tell, and how the loop goes by it. */
class SuspectsTest {
    private static final List<String> SHOP = List.of("shop", "disk", "db");

    private static Ward ward(DecisionEngine engine) {
        return Ward.of(SHOP, b -> b.engine(engine).component("shop").dependsOn("disk", "db"));
    }

    /** Names the last symptom's component first. */
    private static DecisionEngine backwards() {
        return new DecisionEngine() {
            @Override
            public Decision decide(Case about) {
                return new Decision.Hold("Watching", "only to see what joins what");
            }

            @Override
            public List<String> suspects(List<Symptom> symptoms, Background background) {
                return symptoms.stream().map(Symptom::component).sorted().toList();
            }
        };
    }

    @Test
    void aVictimOfTwoJoinsTheOneThatTheEngineHoldsToBeLikelier() {
        Ward ward = ward(backwards()).sick("disk").sick("db").sick("shop").seconds(1);

        assertThat(ward.incident("db").victims()).extracting(Symptom::component).containsExactly("shop");
        assertThat(ward.incident("disk").victims()).isEmpty();
    }

    @Test
    void anEngineThatFailsToSayLeavesItToTheGraph() {
        DecisionEngine failing = new DecisionEngine() {
            @Override
            public Decision decide(Case about) {
                return new Decision.Hold("Watching", "only to see what joins what");
            }

            @Override
            public List<String> suspects(List<Symptom> symptoms, Background background) {
                throw new IllegalStateException("broken");
            }

            @Override
            public boolean looksBackAt(String gauge) {
                throw new IllegalStateException("broken");
            }

            @Override
            public List<String> blindSpots(Snapshot snapshot) {
                throw new IllegalStateException("broken");
            }
        };
        Ward ward = ward(failing).sick("disk").sick("db").sick("shop").seconds(70);

        assertThat(ward.incident("disk").victims())
                .extracting(Symptom::component)
                .containsExactly("shop");
        assertThat(ward.bench.healing.view().failing())
                .containsKeys("engine's suspects", "engine's look back", "engine's blind spots")
                .doesNotContainKey("engine");
    }

    @Test
    void whatTheEngineCannotTellIsToldOnceAMinuteAfterTheStart() {
        Bench bench = Bench.of(b -> b.engine(Diagnosis.of(Knowledge.jvm())));
        bench.probe.gauge("memory.used.ratio", 0.4);
        bench.seconds(59);
        assertThat(bench.events(HealingEvent.BlindSpotsFound.class)).isEmpty();
        bench.seconds(200);

        assertThat(bench.events(HealingEvent.BlindSpotsFound.class))
                .singleElement()
                .satisfies(found -> assertThat(found.spots())
                        .anyMatch(spot -> spot.contains("would tell cache bloat from heap leak"))
                        .anyMatch(spot -> spot.startsWith("nothing that is measured shows ")));
    }

    @Test
    void theLadderAloneHasNothingToTell() {
        Bench bench = Bench.of(b -> {});
        bench.seconds(120);

        assertThat(bench.events(HealingEvent.BlindSpotsFound.class)).isEmpty();
    }

    @Test
    void theCaseHoldsWhatSurroundsItAndWhatCameBefore() {
        List<Case> cases = new java.util.ArrayList<>();
        Bench bench = Bench.of(b -> b.component("orders")
                .dependsOn("db")
                .rule(new OverRule("busy", "load.ratio", 0.9, 0.8, List.of()))
                .action(RecoveryAction.of("mend", Risk.SAFE, () -> {}).on("db"))
                .engine(new DecisionEngine() {
                    @Override
                    public Decision decide(Case about) {
                        cases.add(about);
                        return new Decision.Hold("Watching", "only to look");
                    }

                    @Override
                    public boolean looksBackAt(String gauge) {
                        return gauge.equals("load.ratio");
                    }
                }));
        bench.probe.gauge("load.ratio", 0.5);
        bench.healing.deployed("v2");
        bench.run(Duration.ofMinutes(10));
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(2);
        bench.probe.gauge("load.ratio", 0.99);
        bench.seconds(70);

        Case last = cases.get(cases.size() - 1);
        Background background = last.background();
        assertThat(background.service()).isEqualTo("orders");
        assertThat(background.needs().get("orders")).containsExactly("db");
        assertThat(background.deployed())
                .contains(
                        bench.events(HealingEvent.DeploymentNoted.class).get(0).time());
        assertThat(background.severityAtFirst()).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(background.pasts()).containsOnlyKeys("load.ratio");
        Past past = Objects.requireNonNull(background.pasts().get("load.ratio"));
        assertThat(past.median()).isCloseTo(0.5, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(past.now()).isGreaterThan(0.9);
        assertThat(last.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.component()).isEqualTo("db");
            assertThat(candidate.reversible()).isFalse();
        });
    }
}
