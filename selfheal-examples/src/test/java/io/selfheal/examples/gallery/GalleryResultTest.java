package io.selfheal.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.examples.gallery.Instance.Word;
import io.selfheal.examples.gallery.Load.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of a run: times are seconds here, the fault happens at 10. */
class GalleryResultTest {
    private final List<Answer> answers = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Word> next = new ArrayList<>();
    private int exit = Recording.LIVES;

    @Test
    void healedIsWhenTheRemedyHadReturnedAndNobodyWasSlowAnyMore() {
        answered(8, 20, 0.010);
        answer(10.2, 0.7, true);
        answer(10.9, 0.6, true);
        said("begun", 10, "deadlock");
        said("opened", 10.3, "deadlock");
        said("returned", 10.6, "break-deadlock");
        said("judged", 11.4, "break-deadlock", "HEALED");

        Result result = Result.of(new Deadlock(), true, seen());

        assertThat(result.detected().getAsDouble()).isEqualTo(0.3);
        assertThat(result.healed().getAsDouble())
                .as("the last one that was slow")
                .isEqualTo(0.9);
        assertThat(result.inTime()).isTrue();
        assertThat(result.failed()).isZero();
        assertThat(result.before()).isEqualTo(10);
        assertThat(result.during()).isEqualTo(700);
        assertThat(result.after()).as("one of 183 is not one of a hundred").isEqualTo(10);
        assertThat(result.story()).isEqualTo("break-deadlock HEALED");
    }

    @Test
    void aRemedyThatWasNotJudgedToHelpHealedNothing() {
        answered(8, 20, 0.010);
        said("returned", 10.6, "break-deadlock");
        said("judged", 11.4, "break-deadlock", "NO_EFFECT");

        assertThat(Result.of(new Deadlock(), true, seen()).healed()).isEmpty();
    }

    @Test
    void neitherDidOneAfterWhichRequestsStillFail() {
        answered(8, 20, 0.010);
        for (int i = 0; i < 3; i++) {
            answer(19.5, 0.001, false);
        }
        said("returned", 10.6, "break-deadlock");
        said("judged", 11.4, "break-deadlock", "HEALED");

        Result result = Result.of(new Deadlock(), true, seen());

        assertThat(result.healed()).isEmpty();
        assertThat(result.failed()).isEqualTo(3);
        assertThat(result.during()).as("who failed has waited in vain").isEqualTo(2_000);
    }

    @Test
    void laterThanItShouldIsSaid() {
        answered(8, 20, 0.010);
        said("returned", 11.5, "break-deadlock");
        said("judged", 12.4, "break-deadlock", "HEALED");

        Result result = Result.of(new Deadlock(), true, seen());

        assertThat(result.healed()).hasValue(1.5);
        assertThat(result.inTime()).isFalse();
    }

    @Test
    void aRestartCountsWithEvidenceAndOnceTheOtherProcessIsReady() {
        answered(8, 20, 0.010);
        assertThat(Result.of(new ListenerLeak(), true, seen()).healed())
                .as("nothing happened")
                .isEmpty();

        exit = 1;
        next.add(new Word("ready", 13_000, List.of()));
        assertThat(Result.of(new ListenerLeak(), true, seen()).healed())
                .as("it died by itself")
                .isEmpty();

        exit = Healing.RESTART;
        assertThat(Result.of(new ListenerLeak(), true, seen()).healed()).hasValue(3);
        assertThat(Result.of(new ListenerLeak(), true, seen()).story()).isEqualTo("exit 75 with 4 pieces of evidence");
    }

    private void answered(int from, int to, double seconds) {
        for (int i = from * 20; i < to * 20; i++) {
            answer(i / 20.0, seconds, true);
        }
    }

    private void answer(double at, double took, boolean ok) {
        answers.add(new Answer(Math.round(at * 1e9), Math.round(took * 1e9), ok));
    }

    private void said(String what, double at, String... rest) {
        words.add(new Word(what, Math.round(at * 1e3), List.of(rest)));
    }

    private Recording seen() {
        List<List<Word>> all = next.isEmpty() ? List.of(words) : List.of(words, next);
        return new Recording(8_000_000_000L, 10_000_000_000L, 20_000_000_000L, answers, all, 0, exit, 4);
    }
}
