package io.selfheal;

/** What was done on purpose to a component, after which its metrics show what was done and not how it fares. */
public enum Intervention {
    /** An action, or its undoing, was begun: until it has settled, what the metrics do is its doing. */
    BEGUN,
    /** The action has settled: what is seen from now on stands for itself again. */
    SETTLED,
    /** Another version runs: what was learnt is of something else. */
    DEPLOYED
}
