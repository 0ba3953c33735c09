package io.selfheal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says, once, which rules watch a metric that nobody reports: a typing error would otherwise stay silent for ever. Takes it
 * back when the metric is there, or the rule is gone.
 */
final class Unobserved {
    private final List<Rule> rules;
    /** What is missing, by the hook that tells of it. */
    private final Map<String, List<String>> missing = new LinkedHashMap<>();

    private final AfterAMinute due = new AfterAMinute();

    Unobserved(List<Rule> rules) {
        this.rules = rules;
    }

    void check(Snapshot snapshot, Hooks hooks) {
        if (!missing.isEmpty()) {
            takeBack(snapshot, hooks);
        }
        if (due.isNow(snapshot.nanos())) {
            rules.forEach(rule -> tell(rule, snapshot, hooks));
        }
    }

    /** Goes on after another policy: what was told of a rule that is gone, or was changed, is not true any more. */
    void adopt(Unobserved before, Hooks hooks) {
        for (Rule rule : before.rules) {
            List<String> told = before.missing.get(hook(rule));
            if (told != null && rules.contains(rule)) {
                missing.put(hook(rule), told);
            } else if (told != null) {
                hooks.mended(hook(rule));
            }
        }
    }

    private void tell(Rule rule, Snapshot snapshot, Hooks hooks) {
        for (String metric : rule.metrics()) {
            if (snapshot.reading(metric).isEmpty()) {
                String nearest = Spelling.nearest(
                                metric,
                                snapshot.readings().map(r -> r.metric().name()).toList())
                        .map(name -> "; did you mean \"" + name + "\"?")
                        .orElse("");
                String told = "watches \"" + metric + "\", which no probe has reported so far" + nearest;
                hooks.failed(hook(rule), new Fault("MetricNeverSeen", told, ""));
                missing.computeIfAbsent(hook(rule), hook -> new ArrayList<>()).add(metric);
            }
        }
    }

    private void takeBack(Snapshot snapshot, Hooks hooks) {
        missing.entrySet().removeIf(told -> {
            boolean seen = told.getValue().stream()
                    .allMatch(metric -> snapshot.reading(metric).isPresent());
            if (seen) {
                hooks.works(told.getKey());
            }
            return seen;
        });
    }

    private static String hook(Rule rule) {
        return "rule " + rule.id();
    }
}
