package io.selfheal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives back, turn by turn, what a {@link TurnLog} has recorded. */
final class TurnReader {
    private final Map<String, Map<String, Metric>> latest = new LinkedHashMap<>();

    /** Puts what probes had seen by a turn where the turn finds it. */
    void read(HealingEvent.TurnObserved turn, Readings readings) {
        if (turn.whole()) {
            latest.clear();
        }
        for (Observation observation : turn.observations()) {
            Map<String, Metric> sample = latest.computeIfAbsent(observation.probe(), probe -> new LinkedHashMap<>());
            observation.metrics().forEach(metric -> sample.put(metric.name(), metric));
            List<Metric> seen = turn.whole() ? observation.metrics() : sample(sample, observation);
            readings.put(
                    seen,
                    new Snapshot.Source(
                            observation.probe(),
                            observation.component(),
                            observation.staleAfter().toNanos()),
                    turn.nanos() - observation.age().toNanos());
            observation.missing().forEach(sample::remove);
        }
    }

    private static List<Metric> sample(Map<String, Metric> sample, Observation observation) {
        return sample.values().stream()
                .filter(metric -> !observation.missing().contains(metric.name()))
                .toList();
    }
}
