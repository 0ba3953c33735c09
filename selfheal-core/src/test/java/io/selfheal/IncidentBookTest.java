package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is remembered of the incidents. */
class IncidentBookTest {
    private final IncidentBook book = new IncidentBook();

    private void open(String id, Symptom symptom) {
        book.apply(new HealingEvent.IncidentOpened(1, Instant.EPOCH, id, symptom));
    }

    private void close(String id) {
        book.apply(new HealingEvent.IncidentClosed(1, Instant.EPOCH, id, Resolution.HEALED, Duration.ZERO, ""));
    }

    private static Symptom symptom(String component, double severity) {
        return Asked.symptom(component, Asked.PROBLEM, true, severity);
    }

    @Test
    void numbersGoOnFromTheHighestThatWasEverGiven() {
        assertThat(book.next()).isEqualTo(1);
        open("20260101-000000-7", symptom("db", 1));
        assertThat(book.next()).isEqualTo(8);
        close("20260101-000000-7");
        open("20260101-000000-3", symptom("db", 1));
        assertThat(book.next()).isEqualTo(9);
        open("strange", symptom("web", 1));
        assertThat(book.next()).isEqualTo(10);
    }

    @Test
    void aSymptomThatGrowsIsSeenInItsIncident() {
        open("i-1", symptom("db", 1));
        assertThat(book.none()).isFalse();
        book.seen(symptom("db", 3));
        book.seen(symptom("web", 5));

        assertThat(book.open()).singleElement().satisfies(incident -> {
            assertThat(incident.symptom().severity()).isEqualTo(3);
            assertThat(incident.component()).isEqualTo("db");
        });
    }

    @Test
    void aVictimIsNamedOnceHoweverOftenItJoins() {
        open("i-1", symptom("db", 1));
        book.apply(new HealingEvent.SymptomJoined(2, Instant.EPOCH, "i-1", symptom("web", 1)));
        book.apply(new HealingEvent.SymptomJoined(3, Instant.EPOCH, "i-1", symptom("shop", 1)));
        book.apply(new HealingEvent.SymptomJoined(4, Instant.EPOCH, "i-1", symptom("web", 2)));
        book.seen(symptom("web", 9));

        assertThat(book.byId("i-1").orElseThrow().victims())
                .extracting(Symptom::component, Symptom::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shop", 1.0),
                        org.assertj.core.groups.Tuple.tuple("web", 2.0));
        assertThat(book.byId("i-1").orElseThrow().component()).isEqualTo("db");
    }

    @Test
    void whatIsClosedIsFoundByNoKeyAnyMoreAndItsVictimsNeither() {
        open("i-1", symptom("db", 1));
        open("i-2", symptom("cache", 1));
        book.apply(new HealingEvent.SymptomJoined(2, Instant.EPOCH, "i-1", symptom("web", 1)));
        close("i-1");
        open("i-1", symptom("shop", 1)); // the id alone would lead there

        assertThat(book.openFor(symptom("db", 1).key())).isEmpty();
        assertThat(book.openFor(symptom("web", 1).key())).isEmpty();
        assertThat(book.openFor(symptom("cache", 1).key())).isPresent();
    }

    @Test
    void theLastSixtyFourThatEndedAreKeptAndTheNewestComesFirst() {
        for (int i = 1; i <= 65; i++) {
            open("i-" + i, symptom("db", 1));
            close("i-" + i);
        }

        assertThat(book.none()).isTrue();
        assertThat(book.view()).hasSize(64);
        assertThat(book.view().get(0).id()).isEqualTo("i-65");
        assertThat(book.view().get(63).id()).isEqualTo("i-2");
    }
}
