package io.selfheal;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses while the component depends on a sick one: its trouble is that one's fault, and nothing done here mends it. */
final class Dependency implements Guard {
    private final ComponentGraph graph;

    Dependency(ComponentGraph graph) {
        this.graph = graph;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        Set<String> sick = intent.symptoms().stream().map(Symptom::component).collect(Collectors.toSet());
        Optional<String> root = graph.root(intent.incident().component(), sick::contains)
                .or(() -> graph.root(intent.target(), sick::contains));
        return root.map(cause -> Refusal.later(
                name(),
                "the cause lies in " + cause + ", which is sick and which it depends on: nothing is done here"));
    }
}
