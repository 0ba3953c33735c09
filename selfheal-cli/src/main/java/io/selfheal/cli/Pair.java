package io.selfheal.cli;

import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.Replayed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was decided of a problem at a turn, beside what the policy decides.
 *
 * @param turn when
 * @param about the problem and its component
 * @param was the decision of the past; empty if there was none
 * @param would the policy's; empty if there is none
 */
record Pair(Replayed.Turn turn, String about, Optional<DecisionMade> was, Optional<DecisionMade> would) {
    static List<Pair> of(Replayed.Turn turn) {
        Set<String> abouts = new LinkedHashSet<>();
        turn.was().forEach(made -> abouts.add(Decided.about(made)));
        turn.would().forEach(made -> abouts.add(Decided.about(made)));
        List<Pair> pairs = new ArrayList<>();
        for (String about : abouts) {
            List<DecisionMade> was = of(turn.was(), about);
            List<DecisionMade> would = of(turn.would(), about);
            for (int i = 0; i < Math.max(was.size(), would.size()); i++) {
                pairs.add(new Pair(turn, about, at(i, was), at(i, would)));
            }
        }
        return pairs;
    }

    /** Whether the past may have decided it, too, and a crash came before it was written. */
    boolean lost() {
        return turn.cut() && was.isEmpty();
    }

    /** Whether the decision is the same, word for word. */
    boolean same() {
        return lost() || was.map(DecisionMade::decision).equals(would.map(DecisionMade::decision));
    }

    private static List<DecisionMade> of(List<DecisionMade> made, String about) {
        return made.stream().filter(each -> Decided.about(each).equals(about)).toList();
    }

    private static Optional<DecisionMade> at(int index, List<DecisionMade> made) {
        return index < made.size() ? Optional.of(made.get(index)) : Optional.empty();
    }
}
