package io.selfheal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the trouble of a component comes from, if not from itself: the graph says where it can, the engine what is likeliest. */
final class Blame {
    private static final String HOOK = "engine's suspects";

    private final ComponentGraph graph;
    private final DecisionEngine engine;
    private final Scene scene;
    private final Hooks hooks;

    Blame(ComponentGraph graph, DecisionEngine engine, Scene scene, Hooks hooks) {
        this.graph = graph;
        this.engine = engine;
        this.scene = scene;
        this.hooks = hooks;
    }

    /**
     * The sick component that a component's trouble comes from: one that it depends on, through sick ones only, and that has
     * itself no sick dependency; of several the one that the engine holds to be the likeliest.
     *
     * @param component the component in trouble
     * @param symptoms every symptom that holds now
     * @return the root of the trouble; empty if the component depends on nothing sick
     */
    Optional<String> root(String component, List<Symptom> symptoms) {
        Set<String> sick = symptoms.stream().map(Symptom::component).collect(Collectors.toSet());
        List<String> roots = graph.roots(component, sick::contains);
        return roots.size() < 2
                ? roots.stream().findFirst()
                : Optional.of(ranked(symptoms).stream()
                        .filter(roots::contains)
                        .findFirst()
                        .orElse(roots.get(0)));
    }

    /** What the engine holds to be the likeliest cause of all that is sick; empty if it does not say. */
    Optional<String> likeliest(List<Symptom> symptoms) {
        return ranked(symptoms).stream().findFirst();
    }

    private List<String> ranked(List<Symptom> symptoms) {
        try {
            List<String> ranked = List.copyOf(engine.suspects(symptoms, scene.background()));
            hooks.works(HOOK);
            return ranked;
        } catch (Throwable thrown) { // the graph alone will do
            hooks.failed(HOOK, thrown);
            return List.of();
        }
    }
}
