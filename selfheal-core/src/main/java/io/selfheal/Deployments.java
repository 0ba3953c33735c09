package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What runs of each component, and since when: a fold over events. Of one component the latest counts. */
final class Deployments {
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Map<String, Noted> byComponent = new LinkedHashMap<>();
    private long latest;

    void apply(HealingEvent event, long nanos) {
        if (event instanceof HealingEvent.DeploymentNoted noted) {
            Deployment deployment = new Deployment(noted.component(), noted.version(), noted.time());
            byComponent.remove(noted.component()); // so that the latest comes last
            if (byComponent.size() < MOST) {
                byComponent.put(noted.component(), new Noted(deployment, nanos, noted.sequence()));
            }
            latest = noted.sequence();
        } else if (event instanceof HealingEvent.LearningKept kept) {
            kept.deployments().forEach(known -> remind(known, kept.time(), nanos));
        }
    }

    /** The event that told of it may no longer be in the journal. */
    private void remind(Deployment known, Instant time, long nanos) {
        if (!byComponent.containsKey(known.component()) && byComponent.size() < MOST) {
            Duration ago = Duration.between(known.time(), time);
            long back = ago.isNegative() ? 0 : ago.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : ago.toNanos();
            byComponent.put(known.component(), new Noted(known, nanos - back, 0));
        }
    }

    /** The number of the latest event that told of one; 0 if none did. */
    long latest() {
        return latest;
    }

    /** What was deployed after an event. */
    Set<String> since(long sequence) {
        return byComponent.values().stream()
                .filter(noted -> noted.sequence() > sequence)
                .map(noted -> noted.deployment().component())
                .collect(Collectors.toSet());
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
        if (byComponent.isEmpty()) {
            return List.of();
        }
        return byComponent.values().stream().map(Noted::deployment).toList();
    }

    private record Noted(Deployment deployment, long nanos, long sequence) {}
}
