package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.HealingEvent;
import io.selfheal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Journal} has to keep. A test of a journal implements this and inherits the suite. What happens to a
 * torn end is the journal's own to test.
 *
 * <pre>{@code
 * class FileJournalTest implements JournalContract {
 *     @TempDir
 *     Path folder;
 *
 *     @Override
 *     public Journal journal() {
 *         return new FileJournal(folder.resolve("selfheal.jsonl"));
 *     }
 * }
 * }</pre>
 */
public interface JournalContract {
    /** A journal that is not open: all of one test are of one place, which is empty when the test begins. */
    Journal journal();

    /**
     * A journal that is not open, on a copy of the place as it is at this moment, while another one is open there: what the
     * death of the process would leave. Asked after each of some events. Without it, the default, the test of that is skipped.
     *
     * @throws IOException if the place cannot be copied
     */
    default Optional<Journal> afterADeath() throws IOException {
        return Optional.empty();
    }

    /** Events and errors name it. */
    @Test
    default void itHasAName() {
        assertThat(journal().name()).as("name()").isNotBlank();
    }

    /** The first start. */
    @Test
    default void aNewOneHasNoPast() throws IOException {
        assertThat(reopened()).isEmpty();
    }

    /** Every type of event, with its decisions, numbers and texts. */
    @Test
    default void whatIsAppendedIsReadInItsOrder() throws IOException {
        append(SampleEvents.all());
        assertThat(reopened()).containsExactlyElementsOf(SampleEvents.all());
    }

    /** What was appended is there, although nothing was closed. */
    @Test
    default void theDeathOfTheProcessLosesNoEvent() throws IOException {
        List<HealingEvent> events = SampleEvents.all();
        try (Journal journal = journal()) {
            journal.open(event -> {});
            for (int count = 1; count <= events.size(); count++) {
                journal.append(events.get(count - 1));
                Optional<Journal> left = afterADeath();
                assumeTrue(
                        left.isPresent(),
                        "afterADeath() says nothing: override it to see what the death of the process would leave");
                assertThat(past(left.get()))
                        .as("what is left after %d events", count)
                        .containsExactlyElementsOf(events.subList(0, count));
            }
        }
    }

    /** The past is not read away. */
    @Test
    default void itCanBeReadAgainAndAgain() throws IOException {
        append(SampleEvents.all());
        reopened();
        assertThat(reopened()).containsExactlyElementsOf(SampleEvents.all());
    }

    /** One process after the other. */
    @Test
    default void appendingGoesOnWhereItEnded() throws IOException {
        List<HealingEvent> events = SampleEvents.all();
        append(events.subList(0, 7));
        append(events.subList(7, 8));
        append(events.subList(8, events.size()));
        assertThat(reopened()).containsExactlyElementsOf(events);
    }

    /** The engine opens it again after a failure. */
    @Test
    default void theSameOneCanBeOpenedAgainAfterItWasClosed() throws IOException {
        List<HealingEvent> events = SampleEvents.all();
        Journal journal = journal();
        List<HealingEvent> past = new ArrayList<>();
        journal.open(past::add);
        journal.append(events.get(0));
        journal.close();
        journal.open(past::add);
        journal.append(events.get(1));
        journal.close();
        assertThat(past).containsExactly(events.get(0));
        assertThat(reopened()).containsExactly(events.get(0), events.get(1));
    }

    /** Closing is done once by the engine, and once more by a host that is thorough. */
    @Test
    default void itCanBeClosedTwiceAndUnopened() throws IOException {
        journal().close();
        Journal journal = journal();
        journal.open(event -> {});
        journal.close();
        journal.close();
    }

    /** An event that is not kept must not look as if it were. */
    @Test
    default void itTakesNothingWhileItIsClosed() throws IOException {
        Journal journal = journal();
        journal.open(event -> {});
        journal.close();
        assertThatThrownBy(() -> journal.append(SampleEvents.all().get(0))).isInstanceOf(Exception.class);
        assertThat(reopened()).isEmpty();
    }

    private void append(List<HealingEvent> events) throws IOException {
        try (Journal journal = journal()) {
            journal.open(event -> {});
            for (HealingEvent event : events) {
                journal.append(event);
            }
        }
    }

    private List<HealingEvent> reopened() throws IOException {
        return past(journal());
    }

    private static List<HealingEvent> past(Journal of) throws IOException {
        List<HealingEvent> past = new ArrayList<>();
        try (Journal journal = of) {
            assertThat(journal.open(past::add)).as("damaged bytes").isZero();
        }
        return past;
    }
}
