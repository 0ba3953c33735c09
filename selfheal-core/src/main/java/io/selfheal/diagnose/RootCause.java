package io.selfheal.diagnose;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ranks the components of a system by how likely each is to be the cause of what is wrong with all of them.
 *
 * <p>A component's sickness s is the logarithm of its strongest {@link Change}: 0 at the usual spread, 1 at twenty times that,
 * and a tenth as steep beyond, where more says little more. What a dependency is sick of explains its own: of its sickness
 * that share counts which the sickest d of those that it depends on, through sick ones, leaves to it. And a cause explains
 * those that depend on it: the sum of their sickness, up to 1 each, adds to its own, by its logarithm.
 *
 * <pre>  score = s · s² / (s² + d²) · (1 + ln(1 + Σ s of its sick dependents))</pre>
 *
 * <p>Plain counts follow the load, so they speak only where nothing else is sick. The constants are generic and know no
 * system. Pure; any thread may call it.
 */
public final class RootCause {
    /** Spreads from which a component is sick: 3, the usual bound of a robust z-score (Iglewicz and Hoaglin 1993: 3.5). */
    static final double SICK = 3;

    private static final double WORST = 20;
    private static final double BEYOND = 0.1;

    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Map<String, Set<String>> neededBy = new HashMap<>();
    private final Map<String, Change> strongest = new HashMap<>();

    private RootCause(Map<String, Set<String>> components, Collection<Change> changes) {
        components.forEach((component, others) -> {
            needs.put(component, others);
            others.forEach(other ->
                    neededBy.computeIfAbsent(other, id -> new LinkedHashSet<>()).add(component));
        });
        changes.forEach(change -> needs.putIfAbsent(change.component(), Set.of()));
        boolean loadApart = changes.stream().anyMatch(change -> change.kind() != Change.Kind.COUNT && isSick(change));
        for (Change change : changes) {
            if (!loadApart || change.kind() != Change.Kind.COUNT) {
                strongest.merge(change.component(), change, (a, b) -> b.strength() > a.strength() ? b : a);
            }
        }
    }

    /**
     * Ranks every component.
     *
     * @param components for each component what it depends on, empty for nothing
     * @param changes what each metric did; a component may have none
     * @return all of them, the likeliest first; those of one score by how sick they are, and then in their order
     */
    public static List<Suspect> rank(Map<String, Set<String>> components, Collection<Change> changes) {
        RootCause cause = new RootCause(components, changes);
        return cause.needs.keySet().stream()
                .map(cause::suspect)
                .sorted(Comparator.comparingDouble(Suspect::score)
                        .thenComparingDouble(suspect -> cause.strength(suspect.component()))
                        .reversed())
                .toList();
    }

    private Suspect suspect(String component) {
        double own = sickness(component);
        double below = 0;
        double above = 0;
        for (String other : reached(component, needs, false)) {
            below = Math.max(below, sickness(other));
        }
        if (sick(component)) {
            for (String other : reached(component, neededBy, true)) {
                above += Math.min(1, sickness(other));
            }
        }
        double left = own == 0 ? 0 : own * own / (own * own + below * below);
        double score = own * left * (1 + Math.log1p(above));
        Change change = strongest.get(component);
        String reason = change == null ? "nothing is measured of it" : change.words();
        return new Suspect(component, change == null ? "" : change.metric(), score, reason);
    }

    /** What is reached through sick components; also through those that are not measured, if told to. */
    private Set<String> reached(String from, Map<String, Set<String>> by, boolean blind) {
        Set<String> seen = new LinkedHashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (String next : by.getOrDefault(open.poll(), Set.of())) {
                boolean through = sick(next) || (blind && !strongest.containsKey(next));
                if (through && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        seen.remove(from);
        return seen;
    }

    private boolean sick(String component) {
        Change change = strongest.get(component);
        return change != null && isSick(change);
    }

    private static boolean isSick(Change change) {
        return change.strength() >= SICK;
    }

    private double sickness(String component) {
        double strength = strength(component);
        double log = strength <= 1 ? 0 : Math.log(strength) / Math.log(WORST);
        return log <= 1 ? log : 1 + BEYOND * (log - 1);
    }

    private double strength(String component) {
        Change change = strongest.get(component);
        return change == null ? 0 : change.strength();
    }
}
