package io.selfheal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was learnt, as the record kept it last: a fold over events. What was deployed since is something else. */
final class Recollection {
    private static final int MOST = 20_000;

    private final Map<String, Learnt> latest = new LinkedHashMap<>();

    void apply(HealingEvent event) {
        if (event instanceof HealingEvent.LearningKept kept) {
            for (Learnt learnt : kept.learnt()) {
                if (latest.size() < MOST || latest.containsKey(learnt.key())) {
                    latest.put(learnt.key(), learnt);
                }
            }
        } else if (event instanceof HealingEvent.DeploymentNoted noted) {
            latest.values().removeIf(learnt -> learnt.component().equals(noted.component()));
        }
    }

    Collection<Learnt> all() {
        return List.copyOf(latest.values());
    }
}
