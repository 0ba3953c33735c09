package io.selfheal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs of each component, and since when: a fold over events. Of one component the latest counts. */
final class Deployments {
    private static final int MOST = 1_000;

    private final Map<String, Noted> byComponent = new LinkedHashMap<>();

    void apply(HealingEvent event, long nanos) {
        if (event instanceof HealingEvent.DeploymentNoted noted) {
            Deployment deployment = new Deployment(noted.component(), noted.version(), noted.time());
            byComponent.remove(noted.component()); // so that the latest comes last
            if (byComponent.size() < MOST) {
                byComponent.put(noted.component(), new Noted(deployment, nanos));
            }
        }
    }

    /** What runs of a component; empty if nobody said. */
    Optional<Deployment> of(String component) {
        return Optional.ofNullable(byComponent.get(component)).map(Noted::deployment);
    }

    /** How long ago a component was deployed; empty if nobody said. */
    Optional<Duration> ago(String component, long now) {
        return Optional.ofNullable(byComponent.get(component)).map(noted -> Duration.ofNanos(now - noted.nanos()));
    }

    /** What runs, the latest deployed last. */
    List<Deployment> all() {
        return byComponent.values().stream().map(Noted::deployment).toList();
    }

    private record Noted(Deployment deployment, long nanos) {}
}
