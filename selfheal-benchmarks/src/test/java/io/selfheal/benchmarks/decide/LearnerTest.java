package io.selfheal.benchmarks.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Decision;
import io.selfheal.Trial;
import io.selfheal.Verdict;
import io.selfheal.diagnose.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {
    private static final List<Lines> LESSONS = List.of(
            Lines.of("other", 1, "").bad(500).ended(false),
            Lines.of("other", 1, "trim-caches").bad(500).ended(false),
            Lines.of("other", 1, "graceful-restart").bad(900));

    @TempDir
    Path folder;

    private final Learner untaught =
            new Learner("diagnosis with learning", Diagnosis.of(HostKnowledge.ofShop()), List.of());

    @Test
    void whatDidNotHelpElsewhereIsExpectedToHelpLess() throws IOException {
        Run asked = runs(List.of(Lines.of("cache-leak", 1, "").bad(500).ended(false)), "")
                .get(0);
        Decision.Heal before = (Decision.Heal) untaught.decide(asked);
        Contender taught = untaught.taught(Start.of(runs(LESSONS, "")));
        Decision.Heal after = (Decision.Heal) taught.decide(asked);

        assertThat(before.action()).isEqualTo("trim-caches");
        assertThat(after.action()).isEqualTo("trim-caches");
        assertThat(after.confidence()).isLessThan(before.confidence() - 0.1);
        assertThat(taught.name()).isEqualTo("diagnosis with learning");
    }

    @Test
    void anOutcomeIsTheOneOfTheExecutionWithTheCausesAsTheyWereHeld() throws IOException {
        Learner taught = (Learner) untaught.taught(Start.of(runs(LESSONS, "")));

        assertThat(taught.past())
                .extracting(trial -> trial.action() + " " + trial.verdict())
                .containsExactlyInAnyOrder(
                        " " + Verdict.NO_EFFECT,
                        "trim-caches " + Verdict.NO_EFFECT,
                        "graceful-restart " + Verdict.HEALED);
        assertThat(taught.past()).allSatisfy(trial -> assertThat(trial.causes()).containsKey("cache bloat"));
        assertThat(taught.past()).filteredOn(Trial::untouched).hasSize(1);
    }

    @Test
    void ofWhatWasOpenedByHandNothingIsLearnt() throws IOException {
        assertThat(((Learner) untaught.taught(Start.of(runs(LESSONS, RunReader.ALARM)))).past())
                .isEmpty();
    }

    /** Runs, of which another symptom may have told. */
    private List<Run> runs(List<Lines> lines, String symptom) throws IOException {
        Path file = Files.write(
                folder.resolve("recording.jsonl"),
                lines.stream()
                        .map(Lines::json)
                        .map(json -> symptom.isEmpty() ? json : json.replace("caches-too-large", symptom))
                        .toList());
        return Recording.of(file).runs();
    }
}
