package io.selfheal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds an opinion against its question: what goes beyond the closed lists, or cites what is not so, is no advice. */
final class Vetting {
    private static final int MOST_CITATIONS = 32;

    private Vetting() {}

    /** The advice, or that there is none, with what is wrong with it. */
    static Advice of(Question question, Advice advice) {
        return advice instanceof Advice.Opinion opinion
                ? problem(question, opinion).<Advice>map(missing -> missing).orElse(opinion)
                : advice;
    }

    private static Optional<Advice.Missing> problem(Question question, Advice.Opinion opinion) {
        return ranking("action", opinion.actions(), question.actions(), opinion)
                .or(() -> ranking("cause", opinion.causes(), question.causes(), opinion))
                .or(() -> vetoes(question, opinion))
                .or(() -> citations(question.about().snapshot(), opinion));
    }

    private static Optional<Advice.Missing> ranking(
            String what, List<Advice.Rank> ranking, Collection<String> allowed, Advice.Opinion opinion) {
        Set<String> names = new HashSet<>();
        for (Advice.Rank rank : ranking) {
            if (!allowed.contains(rank.name())) {
                return missing(
                        opinion,
                        "OutsideTheList",
                        what + " " + Text.quoted(rank.name()) + " was not to be chosen from");
            }
            if (!names.add(rank.name())) {
                return missing(opinion, "NamedTwice", what + " " + Text.quoted(rank.name()) + " is ranked twice");
            }
            if (!(rank.probability() >= 0 && rank.probability() <= 1)) {
                return missing(
                        opinion,
                        "NoProbability",
                        what + " " + Text.quoted(rank.name()) + " has " + rank.probability()
                                + ", which is not from 0 to 1");
            }
        }
        return Optional.empty();
    }

    private static Optional<Advice.Missing> vetoes(Question question, Advice.Opinion opinion) {
        return opinion.vetoes().stream()
                .filter(action -> !question.actions().contains(action))
                .findFirst()
                .flatMap(action -> missing(
                        opinion, "OutsideTheList", "action " + Text.quoted(action) + " was not to be chosen from"));
    }

    private static Optional<Advice.Missing> citations(Snapshot snapshot, Advice.Opinion opinion) {
        if (opinion.citations().isEmpty() || opinion.citations().size() > MOST_CITATIONS) {
            return missing(
                    opinion,
                    "NoEvidence",
                    "it cites " + opinion.citations().size() + " numbers; 1 to " + MOST_CITATIONS + " are expected");
        }
        for (Advice.Citation citation : opinion.citations()) {
            Optional<Reading> reading = snapshot.reading(citation.metric());
            if (reading.isEmpty()) {
                return missing(
                        opinion,
                        "NoSuchEvidence",
                        "it cites " + Text.quoted(citation.metric()) + ", which was not observed");
            }
            String value = Text.name(reading.get().metric().shown());
            if (!value.equals(citation.value())) {
                return missing(
                        opinion, "WrongEvidence", "it cites " + Text.quoted(citation.shown()) + ", which is " + value);
            }
        }
        return Optional.empty();
    }

    private static Optional<Advice.Missing> missing(Advice.Opinion opinion, String name, String reason) {
        return Optional.of(new Advice.Missing(opinion.by(), name, reason, opinion.usage()));
    }
}
