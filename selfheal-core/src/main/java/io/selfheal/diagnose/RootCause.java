package io.selfheal.diagnose;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * <p>A component's sickness is the logarithm of its strongest {@link Change}, from 0 at the usual spread to 1 at twenty times
 * that, since beyond it more says nothing more. Sickness that a dependency has as well explains itself: it counts as far as no
 * component that it depends on, through sick ones, is as sick. And a cause explains those that depend on it: the sum of their
 * sickness adds to its own, by its logarithm.
 *
 * <pre>  score = s · (1 − max s of its sick dependencies) · (1 + ln(1 + Σ s of its sick dependents))</pre>
 *
 * <p>The constants are generic and know no system. Pure; any thread may call it.
 */
public final class RootCause {
    /** Spreads from which a component is sick: 3, the usual bound of a robust z-score (Iglewicz and Hoaglin 1993: 3.5). */
    private static final double SICK = 3;

    private static final double WORST = 20;

    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Map<String, Set<String>> neededBy = new HashMap<>();
    private final Map<String, Change> strongest = new HashMap<>();

    private RootCause(Map<String, Set<String>> components, Collection<Change> changes) {
        components.forEach((component, others) -> {
            needs.put(component, Set.copyOf(others));
            others.forEach(other ->
                    neededBy.computeIfAbsent(other, id -> new LinkedHashSet<>()).add(component));
        });
        for (Change change : changes) {
            needs.putIfAbsent(change.component(), Set.of());
            strongest.merge(change.component(), change, (a, b) -> b.strength() > a.strength() ? b : a);
        }
    }

    /**
     * Ranks every component.
     *
     * @param components for each component what it depends on, empty for nothing
     * @param changes what each metric did; a component may have none
     * @return all of them, the likeliest first; those of one score in their order
     */
    public static List<Suspect> rank(Map<String, Set<String>> components, Collection<Change> changes) {
        RootCause cause = new RootCause(components, changes);
        return cause.needs.keySet().stream()
                .map(cause::suspect)
                .sorted(Comparator.comparingDouble(Suspect::score).reversed())
                .toList();
    }

    private Suspect suspect(String component) {
        double own = sickness(component);
        double below = reached(component, needs, false).stream()
                .mapToDouble(this::sickness)
                .max()
                .orElse(0);
        double above = sick(component)
                ? reached(component, neededBy, true).stream()
                        .mapToDouble(this::sickness)
                        .sum()
                : 0;
        double score = own * (1 - below) * (1 + Math.log1p(above));
        Change change = strongest.get(component);
        String reason = change == null ? "nothing is measured of it" : change.words();
        return new Suspect(component, change == null ? "" : change.metric(), score, reason);
    }

    /** What is reached through sick components; also through those that are not measured, if told to. */
    private List<String> reached(String from, Map<String, Set<String>> by, boolean blind) {
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
        List<String> others = new ArrayList<>(seen);
        others.remove(from);
        return others;
    }

    private boolean sick(String component) {
        return strength(component) >= SICK;
    }

    private double sickness(String component) {
        double strength = strength(component);
        return strength <= 1 ? 0 : Math.min(1, Math.log(strength) / Math.log(WORST));
    }

    private double strength(String component) {
        Change change = strongest.get(component);
        return change == null ? 0 : change.strength();
    }
}
