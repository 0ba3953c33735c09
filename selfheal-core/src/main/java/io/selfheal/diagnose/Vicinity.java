package io.selfheal.diagnose;

import io.selfheal.Background;
import io.selfheal.Case;
import io.selfheal.Symptom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which components have to do with an incident: its own, the host service, what one of them depends on and what depends on
 * the incident's. What is observed but was never declared may be any of these, so it counts as well.
 */
final class Vicinity {
    private final String component;
    private final String service;
    private final Map<String, Set<String>> needs;
    private final Set<String> declared = new HashSet<>();
    private final Set<String> below;
    private final Set<String> above;
    private final Set<String> neededByService;

    private Vicinity(String component, Background background) {
        this.component = component;
        this.service = background.service().isEmpty() ? component : background.service();
        this.needs = background.needs();
        needs.forEach((id, others) -> {
            declared.add(id);
            declared.addAll(others);
        });
        this.below = reached(component);
        this.neededByService = service.equals(component) ? below : reached(service);
        this.above = new HashSet<>();
        for (String other : needs.keySet()) {
            if (!other.equals(component) && reached(other).contains(component)) {
                above.add(other);
            }
        }
    }

    static Vicinity of(Case about) {
        return new Vicinity(about.incident().component(), about.background());
    }

    /** Whether what is seen of a component can have to do with the incident. */
    boolean holds(String other) {
        return other.equals(component)
                || other.equals(service)
                || !declared.contains(other)
                || below.contains(other)
                || above.contains(other);
    }

    /** Whether a component is one that the service depends on, as far as is known. */
    boolean isDependency(String other) {
        return !other.equals(service) && holds(other) && !above.contains(other);
    }

    /** Whether something that works on a component works on the service itself; empty stands for the incident's. */
    boolean isLocal(String target) {
        return !isDependency(target.isEmpty() ? component : target);
    }

    /** The sick components on which the service or the incident's component was said to depend. */
    List<String> sickDependencies(Case about) {
        return about.symptoms().stream()
                .map(Symptom::component)
                .distinct()
                .filter(other -> isDependency(other) && (neededByService.contains(other) || below.contains(other)))
                .toList();
    }

    private Set<String> reached(String from) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (String next : needs.getOrDefault(open.poll(), Set.of())) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }
}
