package io.selfheal;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A declared component, with the names of those without which it cannot be well. */
record Component(String id, Set<String> dependsOn) {
    Component {
        id = Text.name(id);
        dependsOn = dependsOn.stream().map(Text::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Component of(String id) {
        return new Component(id, Set.of());
    }

    Component dependsOn(String... components) {
        Set<String> all = new LinkedHashSet<>(dependsOn);
        all.addAll(Arrays.asList(components));
        return new Component(id, all);
    }
}
