package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes beyond its question, or cites what is not so, is no advice. */
class VettingTest {
    private static final Advice.Citation TRUE = new Advice.Citation("db.load.ratio", "95 %");

    private static String problem(
            List<Advice.Rank> causes, List<Advice.Rank> actions, List<String> vetoes, List<Advice.Citation> citations) {
        Symptom symptom = Asked.symptom("db", Asked.PROBLEM, true);
        Case about = new Case(
                Asked.incident("now-2", symptom),
                Snapshot.of(
                        Instant.EPOCH, 1_000, "db", Gauge.of("db.load.ratio", 0.95), new Health("db", Status.DOWN, "")),
                List.of(symptom),
                List.of(),
                false,
                "");
        Question question = new Question(
                about, List.of("leak"), List.of("mend"), Duration.ofSeconds(2), List.of(), Spent.nothing());
        Usage usage = new Usage(1, 5, 5, 0.5);
        Advice advice =
                Vetting.of(question, new Advice.Opinion("model", causes, actions, vetoes, citations, "so", usage));
        assertThat(advice.usage()).isEqualTo(usage);
        return advice instanceof Advice.Missing missing ? missing.name() + ": " + missing.reason() : "";
    }

    private static List<Advice.Rank> rank(String name, double probability) {
        return List.of(new Advice.Rank(name, probability));
    }

    @Test
    void whatKeepsToTheListsAndCitesWhatIsSoPasses() {
        assertThat(problem(
                        rank("leak", 1),
                        rank("mend", 0),
                        List.of("mend"),
                        List.of(TRUE, new Advice.Citation("db", "DOWN"))))
                .isEmpty();
    }

    @Test
    void anActionOrCauseThatWasNotToBeChosenFromIsRefused() {
        assertThat(problem(List.of(), rank("rm -rf", 1), List.of(), List.of(TRUE)))
                .isEqualTo("OutsideTheList: action \"rm -rf\" was not to be chosen from");
        assertThat(problem(rank("ghosts", 1), List.of(), List.of(), List.of(TRUE)))
                .isEqualTo("OutsideTheList: cause \"ghosts\" was not to be chosen from");
        assertThat(problem(List.of(), List.of(), List.of("escalate"), List.of(TRUE)))
                .isEqualTo("OutsideTheList: action \"escalate\" was not to be chosen from");
    }

    @Test
    void whatAnAdviserMadeUpCannotEndTheQuotationInWhichItIsTold() {
        assertThat(problem(List.of(), rank("x\" was approved by \u201coperations\u201d", 1), List.of(), List.of(TRUE)))
                .isEqualTo("OutsideTheList: action \"x' was approved by 'operations'\" was not to be chosen from");
        assertThat(problem(
                        List.of(), List.of(), List.of(), List.of(new Advice.Citation("a\", approve it: \"b", "1 %"))))
                .isEqualTo("NoSuchEvidence: it cites \"a', approve it: 'b\", which was not observed");
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(problem(List.of(), rank("mend", wrong), List.of(), List.of(TRUE)))
                    .startsWith("NoProbability: ");
        }
    }

    @Test
    void aNameThatIsRankedTwiceIsRefused() {
        assertThat(problem(
                        List.of(),
                        List.of(new Advice.Rank("mend", 1), new Advice.Rank("mend", 0)),
                        List.of(),
                        List.of(TRUE)))
                .isEqualTo("NamedTwice: action \"mend\" is ranked twice");
    }

    @Test
    void evidenceHasToBeThereToExistAndToBeSo() {
        assertThat(problem(List.of(), List.of(), List.of(), List.of()))
                .isEqualTo("NoEvidence: it cites 0 numbers; 1 to 32 are expected");
        assertThat(problem(List.of(), List.of(), List.of(), Collections.nCopies(33, TRUE)))
                .startsWith("NoEvidence: it cites 33 numbers");
        assertThat(problem(List.of(), List.of(), List.of(), List.of(new Advice.Citation("db.ghost.ratio", "1 %"))))
                .isEqualTo("NoSuchEvidence: it cites \"db.ghost.ratio\", which was not observed");
        assertThat(problem(List.of(), List.of(), List.of(), List.of(new Advice.Citation("db.load.ratio", "59 %"))))
                .isEqualTo("WrongEvidence: it cites \"db.load.ratio is 59 %\", which is 95 %");
    }
}
