package io.selfheal;

import java.util.ArrayList;
import java.util.List;

/** Opinions as tests need them. */
final class Opinions {
    private Opinions() {}

    /** Ranks actions: pairs of an id and a probability. */
    static Advice.Opinion of(Object... ranking) {
        List<Advice.Rank> actions = new ArrayList<>();
        for (int i = 0; i < ranking.length; i += 2) {
            actions.add(new Advice.Rank((String) ranking[i], ((Number) ranking[i + 1]).doubleValue()));
        }
        return opinion(actions, List.of());
    }

    static Advice.Opinion vetoing(String... actions) {
        return opinion(List.of(), List.of(actions));
    }

    static Advice.Opinion opinion(List<Advice.Rank> actions, List<String> vetoes) {
        return new Advice.Opinion(
                "model",
                List.of(new Advice.Rank("bloat", 0.9)),
                actions,
                vetoes,
                List.of(new Advice.Citation("db.load.ratio", "95 %")),
                "as I see it",
                new Usage(1, 100, 20, 0.01));
    }
}
