package io.selfheal;

import java.util.List;

/** Says, once, which rules watch a metric that nobody reports: a typing error would otherwise stay silent for ever. */
final class Unobserved {
    private static final int AFTER_TURNS = 60;

    private final List<Rule> rules;
    private int turns;

    Unobserved(List<Rule> rules) {
        this.rules = rules;
    }

    void check(Snapshot snapshot, Hooks hooks) {
        if (turns > AFTER_TURNS || ++turns != AFTER_TURNS) {
            return;
        }
        for (Rule rule : rules) {
            for (String metric : rule.metrics()) {
                if (snapshot.reading(metric).isEmpty()) {
                    String nearest = Spelling.nearest(
                                    metric,
                                    snapshot.readings()
                                            .map(r -> r.metric().name())
                                            .toList())
                            .map(name -> "; did you mean \"" + name + "\"?")
                            .orElse("");
                    String told = "watches \"" + metric + "\", which no probe has reported so far" + nearest;
                    hooks.failed("rule " + rule.id(), new Fault("MetricNeverSeen", told, ""));
                }
            }
        }
    }
}
