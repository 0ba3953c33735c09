package io.selfheal;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells each learner what was done on purpose to its component: what the record says, once each time it changes. */
final class Rebasing {
    private Set<String> acting = Set.of();
    private long deployed;

    /** What was deployed in the past, was so before anything was learnt of it. */
    void begin(Memory past) {
        deployed = past.deployments().latest();
    }

    /**
     * Tells what is new.
     *
     * @param memory what the record says
     * @param learners goes through every learner
     */
    void attend(Memory memory, Consumer<Consumer<Learner>> learners) {
        Set<String> now = memory.interventions().components();
        if (now.equals(acting) && memory.deployments().latest() == deployed) {
            return;
        }
        Set<String> begun = without(now, acting);
        Set<String> settled = without(acting, now);
        Set<String> renewed = memory.deployments().since(deployed);
        acting = now;
        deployed = memory.deployments().latest();
        learners.accept(learner -> {
            tell(learner, Intervention.BEGUN, begun);
            tell(learner, Intervention.SETTLED, settled);
            tell(learner, Intervention.DEPLOYED, renewed);
        });
    }

    private static void tell(Learner learner, Intervention intervention, Set<String> components) {
        if (components.contains(learner.component())) {
            learner.rebase(intervention);
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }
}
