package io.selfheal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What another policy means for what is under way.
 *
 * @param gone problems of open incidents that nothing watches for any more: what is not seen of them now has not cleared
 * @param fresh the rules that are new, or not what they were: what they see may have been there before
 */
record Turnover(Set<String> gone, Set<String> fresh) {
    /** At the start there is nothing to compare with. */
    static final Turnover NONE = new Turnover(Set.of(), Set.of());

    /**
     * Compares two plans.
     *
     * @param before the plan so far
     * @param next the one from now on
     * @param open what is open between them
     * @return what follows; what was gone before stays so until a rule for it is back
     */
    Turnover then(Plan before, Plan next, List<Incident> open) {
        Set<String> watched = next.rulesById().keySet();
        Set<String> known = before.rulesById().keySet();
        Set<String> lost = open.stream()
                .map(Incident::problem)
                .filter(problem -> !watched.contains(problem))
                .filter(problem -> known.contains(problem) || gone.contains(problem) || !next.watchesFor(problem))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> others = new HashSet<>();
        for (Rule rule : next.rules()) {
            if (!before.rules().contains(rule)) {
                others.add(rule.id());
            }
        }
        return new Turnover(lost, Set.copyOf(others));
    }
}
