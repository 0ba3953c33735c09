package io.selfheal.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds components that depend on each other in a circle. */
final class Circles {
    private final Map<String, At<Values>> components;
    private final Set<String> clean = new HashSet<>();
    private final List<String> path = new ArrayList<>();

    Circles(Map<String, At<Values>> components) {
        this.components = components;
    }

    /** Tells the circle that was closed by each dependency, where that dependency stands. */
    void tellTo(Problems problems) {
        components.keySet().forEach(component -> follow(component, problems));
    }

    private void follow(String component, Problems problems) {
        if (clean.contains(component)) {
            return;
        }
        path.add(component);
        for (At<String> needed : needs(component)) {
            int before = path.indexOf(needed.value());
            if (before < 0) {
                follow(needed.value(), problems);
            } else {
                problems.add(
                        needed.place(),
                        "found components that depend on each other in a circle: "
                                + String.join(" -> ", path.subList(before, path.size())) + " -> " + needed.value()
                                + "; take one of these dependencies out");
            }
        }
        path.remove(path.size() - 1);
        clean.add(component);
    }

    private List<At<String>> needs(String component) {
        At<Values> values = components.get(component);
        return values == null
                ? List.of()
                : values.value().get(Vocabulary.DEPENDS_ON).orElse(List.of());
    }
}
