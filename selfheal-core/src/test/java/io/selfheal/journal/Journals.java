package io.selfheal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.Journal;
import io.selfheal.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the tests of journals do again and again. */
final class Journals {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Journals() {}

    /** An event that is synced to the device, of about 100 bytes. */
    static HealingEvent event(long sequence) {
        return new HealingEvent.ModeChanged(sequence, NOON, Mode.OBSERVE, "event " + sequence);
    }

    static void append(Journal journal, long first, long last) throws IOException {
        for (long sequence = first; sequence <= last; sequence++) {
            journal.append(event(sequence));
        }
    }

    /** Opens a journal; gives the sequence numbers in it. */
    static List<Long> open(Journal journal) throws IOException {
        List<Long> past = new ArrayList<>();
        journal.open(event -> past.add(event.sequence()));
        return past;
    }

    /** What a new journal finds in a file. */
    static List<Long> in(Path file) throws IOException {
        try (FileJournal journal = FileJournal.at(file).unforced()) {
            return open(journal);
        }
    }

    /** Checks that nothing is missing between the first and the last, and that the last is as expected. */
    static void assertWhole(List<Long> past, long last) {
        assertThat(past).isNotEmpty();
        assertThat(past.get(past.size() - 1)).isEqualTo(last);
        for (int i = 1; i < past.size(); i++) {
            assertThat(past.get(i)).as("all of %s", past).isEqualTo(past.get(i - 1) + 1);
        }
    }
}
