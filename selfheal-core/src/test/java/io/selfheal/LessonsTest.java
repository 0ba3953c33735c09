package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent.LearningKept;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Learners of a host's own: many, large, and broken ones. */
class LessonsTest {
    private static final int HOUR = 3_600;

    private final FakeJournal journal = new FakeJournal();
    private final List<Learner> learners = new ArrayList<>();
    private final Bench bench = Bench.of(b -> b.journal(journal).detector(new Detector() {
        @Override
        public List<Symptom> detect(Snapshot snapshot) {
            return List.of();
        }

        @Override
        public Stream<Learner> learners() {
            return learners.stream();
        }
    }));

    @Test
    void howeverManyThereAreTheJournalTakesAQuarterOfAMebibyteAnHour() {
        for (int i = 0; i < 1_000; i++) {
            learners.add(new Fixed("gauge-" + i, 1_700));
        }
        Set<String> kept = new HashSet<>();
        int hours = 12;
        bench.seconds(hours * HOUR);
        int bytes = 0;
        for (LearningKept lesson : journal.kept(LearningKept.class)) {
            int line = lesson.learnt().stream()
                    .mapToInt(learnt -> learnt.state().length())
                    .sum();
            assertThat(line).as("a line").isLessThan(32 << 10);
            bytes += line;
            lesson.learnt().forEach(learnt -> kept.add(learnt.metric()));
        }
        assertThat(bytes).isLessThan(hours * (257 << 10));
        assertThat(kept).as("each has had its turn").hasSize(1_000);
    }

    @Test
    void aTurnKeepsALittleAndTheNextOneGoesOn() {
        for (int i = 0; i < 50; i++) {
            learners.add(new Fixed("gauge-" + i, 1_700));
        }
        bench.seconds(2 * HOUR);
        List<LearningKept> lessons = journal.kept(LearningKept.class);
        assertThat(lessons).hasSizeGreaterThanOrEqualTo(5);
        assertThat(lessons).extracting(LearningKept::time).doesNotHaveDuplicates();
    }

    @Test
    void whatIsTooLargeOrThrowsIsToldAndTheOthersAreKept() {
        learners.add(new Fixed("large", 20_000));
        learners.add(new Fixed("broken", -1));
        learners.add(new Fixed("well", 100));
        learners.add(new Fixed("empty", 0));
        bench.seconds(2 * HOUR);
        assertThat(journal.kept(LearningKept.class).get(0).learnt())
                .extracting(Learnt::metric)
                .containsExactly("well");
        assertThat(bench.healing.view().failing().keySet())
                .containsExactlyInAnyOrder("learning fixed of large", "learning fixed of broken");
    }

    @Test
    void whatCannotSayByWhatItLearnsDisturbsNobody() {
        learners.add(null);
        bench.seconds(2 * HOUR);
        assertThat(bench.healing.view().turns()).isEqualTo(2 * HOUR);
    }

    private record Fixed(String metric, int bytes) implements Learner {
        @Override
        public String kind() {
            return "fixed";
        }

        @Override
        public String component() {
            return "orders";
        }

        @Override
        public byte[] state() {
            return new byte[bytes];
        }

        @Override
        public void restore(String component, byte[] state) {}

        @Override
        public void rebase(Intervention intervention) {}
    }
}
