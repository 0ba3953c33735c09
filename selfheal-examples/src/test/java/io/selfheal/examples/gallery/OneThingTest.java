package io.selfheal.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Candidate;
import io.selfheal.Case;
import io.selfheal.Decision;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Incident;
import io.selfheal.Refusal;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneThingTest {
    private static final Refusal GRACE = Refusal.later("Grace", "it has just started");

    private final List<Case> shown = new ArrayList<>();
    private final OneThing engine = new OneThing("trim-caches", shown::add);

    @Test
    void theFirstIncidentAfterItWasArmedGetsTheAction() {
        assertThat(engine.decide(about("1", 0, true, Optional.empty()))).isInstanceOf(Decision.Hold.class);
        engine.arm();
        assertThat(engine.decide(about("1", 1, true, Optional.empty()))).isInstanceOf(Decision.Hold.class);
        assertThat(shown).isEmpty();
        assertThat(engine.decide(about("2", 2, true, Optional.empty())))
                .isEqualTo(Decision.Heal.of("trim-caches", "it is what is tried this time"));
        assertThat(engine.decide(about("3", 3, true, Optional.empty()))).isInstanceOf(Decision.Hold.class);
        assertThat(shown).hasSize(1);
    }

    @Test
    void anIncidentThatNoLadderAnswersForGivesWayForASecond() {
        engine.arm();
        assertThat(engine.decide(about("1", 0, false, Optional.empty()))).isInstanceOf(Decision.Hold.class);
        assertThat(engine.decide(about("2", 0.5, true, Optional.empty()))).isInstanceOf(Decision.Heal.class);
        assertThat(engine.decide(about("1", 2, false, Optional.empty()))).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void afterASecondItGetsTheAction() {
        engine.arm();
        engine.decide(about("1", 0, false, Optional.empty()));
        assertThat(engine.decide(about("1", 1, false, Optional.empty()))).isInstanceOf(Decision.Heal.class);
    }

    @Test
    void nothingIsShownWhileEveryActionHasToWait() {
        engine.arm();
        assertThat(engine.decide(about("1", 0, true, Optional.of(GRACE)))).isInstanceOf(Decision.Hold.class);
        assertThat(shown).isEmpty();
        engine.decide(about("1", 1, true, Optional.empty()));
        assertThat(shown).hasSize(1);
    }

    @Test
    void theCaseIsToldInFull() {
        Case about = about("1", 0, true, Optional.of(GRACE));
        String json = CaseRecord.of(about, Snapshot.of(Instant.EPOCH, 0, "shop"), List.of())
                .toString();
        assertThat(json)
                .contains(
                        "\"id\":\"caches\"",
                        "\"ladder\":[\"trim-caches\"]",
                        "[\"Grace\",\"it has just started\",\"LATER\"]")
                .contains("\"now\":{\"shop\":{\"heap\":0.6543}}")
                .contains("\"before\":{}");
    }

    private static Case about(String incident, double seconds, boolean laddered, Optional<Refusal> refusal) {
        Gauge gauge = Gauge.of("heap", 0.65432);
        Symptom symptom =
                new Symptom("caches", "shop", Instant.EPOCH, 0.5, true, List.of(new Finding(gauge, "above 50 %")));
        return new Case(
                new Incident(
                        incident,
                        symptom,
                        Instant.EPOCH,
                        Incident.State.OPEN,
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Snapshot.of(Instant.EPOCH, (long) (seconds * 1e9), "shop", gauge),
                List.of(symptom),
                List.of(new Candidate("trim-caches", Risk.SAFE, refusal)),
                laddered,
                "why");
    }
}
