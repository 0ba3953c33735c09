package io.selfheal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which component depends on which. A component that nobody declared depends on nothing. */
final class ComponentGraph {
    private final Map<String, Set<String>> dependencies = new LinkedHashMap<>();

    ComponentGraph(Collection<Component> components) {
        for (Component component : components) {
            dependencies.merge(component.id(), component.dependsOn(), ComponentGraph::union);
        }
    }

    /** A circle of dependencies, its first component again at the end; empty if there is none. */
    List<String> cycle() {
        Set<String> clean = new LinkedHashSet<>();
        for (String component : dependencies.keySet()) {
            List<String> found = cycleFrom(component, new ArrayList<>(), clean);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /**
     * The sick component that a component's trouble comes from: one that it depends on, through sick ones only, and that
     * has itself no sick dependency.
     *
     * @param component the component in trouble
     * @param sick tells which components are sick
     * @return the root of the trouble; empty if the component depends on nothing sick
     */
    Optional<String> root(String component, Predicate<String> sick) {
        Optional<String> root = Optional.empty();
        String at = component;
        Set<String> seen = new LinkedHashSet<>();
        while (seen.add(at)) {
            Optional<String> next = direct(at).stream().filter(sick).findFirst();
            if (next.isEmpty()) {
                return root;
            }
            root = next;
            at = next.get();
        }
        return root;
    }

    /**
     * Every sick component that a component's trouble can come from: those that it depends on, through sick ones only, and
     * that have themselves no sick dependency.
     *
     * @param component the component in trouble
     * @param sick tells which components are sick
     * @return in the order in which they were declared to be needed; empty if the component depends on nothing sick
     */
    List<String> roots(String component, Predicate<String> sick) {
        List<String> roots = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(component));
        Deque<String> open = new ArrayDeque<>(List.of(component));
        while (!open.isEmpty()) {
            String at = open.poll();
            List<String> next = direct(at).stream().filter(sick).toList();
            if (next.isEmpty() && !at.equals(component)) {
                roots.add(at);
            }
            next.stream().filter(seen::add).forEach(open::add);
        }
        return roots;
    }

    /** For each component that was declared what it depends on. */
    Map<String, Set<String>> needs() {
        return dependencies;
    }

    /** Everything that depends on a component, directly or not. */
    Set<String> dependents(String component) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(component));
        while (!open.isEmpty()) {
            String at = open.poll();
            dependencies.forEach((other, needs) -> {
                if (needs.contains(at) && found.add(other)) {
                    open.add(other);
                }
            });
        }
        return found;
    }

    /** Every component that another one depends on. */
    Set<String> needed() {
        Set<String> needed = new LinkedHashSet<>();
        dependencies.values().forEach(needed::addAll);
        return needed;
    }

    Set<String> components() {
        return dependencies.keySet();
    }

    private Set<String> direct(String component) {
        return dependencies.getOrDefault(component, Set.of());
    }

    private List<String> cycleFrom(String component, List<String> path, Set<String> clean) {
        if (clean.contains(component)) {
            return List.of();
        }
        int before = path.indexOf(component);
        path.add(component);
        if (before >= 0) {
            return path.subList(before, path.size());
        }
        for (String next : direct(component)) {
            List<String> found = cycleFrom(next, path, clean);
            if (!found.isEmpty()) {
                return found;
            }
        }
        path.remove(path.size() - 1);
        clean.add(component);
        return List.of();
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }
}
