package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.Journal;
import io.selfheal.journal.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at any byte: what the file still holds is a beginning of the day, and the next process lives on it. */
class TornDayTest {
    private static final int TAIL = 4_096;
    private static final int TURNS = 25;
    private static final long[] SEEDS = {0, 3};

    @TempDir
    Path folder;

    @Test
    void cutHereAndThereInItsLastFourKibibytesTheJournalHoldsABeginningOfTheDay() throws IOException {
        cutAtEvery(13);
    }

    @Test
    @Tag("slow")
    void cutAtAnyByteOfThemItDoesToo() throws IOException {
        cutAtEvery(1);
    }

    private void cutAtEvery(int step) throws IOException {
        for (long seed : SEEDS) {
            List<HealingEvent> events = events(seed);
            byte[] whole = written(events);
            int lost = 0;
            for (int cut = whole.length; cut > Math.max(0, whole.length - TAIL); cut -= step) {
                List<HealingEvent> left = read(Arrays.copyOf(whole, cut));
                assertThat(left)
                        .as("seed %s, cut at byte %s of %s", seed, cut, whole.length)
                        .isEqualTo(events.subList(0, left.size()));
                lost = events.size() - left.size();
            }
            assertThat(lost).as("events that the deepest cut took").isPositive();
        }
    }

    @Test
    void theNextProcessLivesOnWhatIsLeftAndItsRecordStaysWhole() {
        livesOnAfterEvery(7);
    }

    @Test
    @Tag("slow")
    void whicheverOfTheLastSixtyEventsWasTheLastItDoesToo() {
        livesOnAfterEvery(1);
    }

    private void livesOnAfterEvery(int step) {
        for (long seed : SEEDS) {
            int events = events(seed).size();
            for (int left = Math.max(1, events - 60); left <= events; left += step) {
                try (SimulatedDay day = new SimulatedDay(seed)) {
                    day.live(TURNS);
                    day.loses(events - left);
                    day.live(TURNS);
                    Promises.holdOfTheRecord(day);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed + " with " + left + " of " + events + " events left", e);
                }
            }
        }
    }

    private static List<HealingEvent> events(long seed) {
        try (SimulatedDay day = new SimulatedDay(seed)) {
            day.live(TURNS);
            return day.events();
        }
    }

    private byte[] written(List<HealingEvent> events) throws IOException {
        Path file = folder.resolve("whole-" + events.hashCode() + ".jsonl");
        try (Journal journal = new JsonLines().at(file)) {
            journal.open(event -> {});
            for (HealingEvent event : events) {
                journal.append(event);
            }
        }
        return Files.readAllBytes(file);
    }

    private List<HealingEvent> read(byte[] bytes) throws IOException {
        Path file = folder.resolve("torn.jsonl");
        Files.write(file, bytes);
        List<HealingEvent> left = new ArrayList<>();
        try (Journal journal = new JsonLines().at(file)) {
            journal.open(left::add);
        }
        return left;
    }
}
