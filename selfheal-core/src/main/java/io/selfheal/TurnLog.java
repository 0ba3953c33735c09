package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has come back from probes since the last turn, told by what has changed; and everything now and then, so that a
 * record whose beginning is gone can be read from there on.
 */
final class TurnLog {
    /** A file of a journal holds many times that. */
    private static final int WHOLE_EVERY = 600;

    private final Map<String, Map<String, Metric>> latest = new LinkedHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private int turns;

    private record Seen(Snapshot.Source source, Map<String, Metric> before, Map<String, Metric> now, long started) {}

    void add(Snapshot.Source source, List<Metric> metrics, long started) {
        Map<String, Metric> now = new LinkedHashMap<>();
        metrics.forEach(metric -> now.put(metric.name(), metric));
        Map<String, Metric> before = latest.put(source.probe(), now);
        seen.add(new Seen(source, before == null ? Map.of() : before, now, started));
    }

    /** Whether the next turn is recorded as a whole: the first is, and then one now and again. */
    boolean whole() {
        return turns % WHOLE_EVERY == 0;
    }

    void record(Recorder recorder, Snapshot snapshot, Duration late) {
        boolean whole = whole();
        turns++;
        List<Observation> observations = whole ? all(snapshot) : changes(snapshot.nanos());
        seen.clear();
        recorder.record((sequence, time) ->
                new HealingEvent.TurnObserved(sequence, time, snapshot.nanos(), late, whole, observations));
    }

    private List<Observation> changes(long now) {
        List<Observation> changes = new ArrayList<>();
        for (Seen one : seen) {
            List<Metric> changed = one.now.values().stream()
                    .filter(metric -> !metric.equals(one.before.get(metric.name())))
                    .toList();
            List<String> missing = one.before.keySet().stream()
                    .filter(name -> !one.now.containsKey(name))
                    .toList();
            changes.add(observation(one.source, one.started, now, changed, missing));
        }
        return changes;
    }

    /** Row by row: what its probe no longer reports is said to be missing. */
    private List<Observation> all(Snapshot snapshot) {
        List<Observation> all = new ArrayList<>();
        Map<List<Object>, List<Metric>> samples = new LinkedHashMap<>();
        for (int row = 0; row < snapshot.size(); row++) {
            Snapshot.Source source = snapshot.sourceAt(row);
            Metric metric = snapshot.metricAt(row);
            if (latest.getOrDefault(source.probe(), Map.of()).containsKey(metric.name())) {
                samples.computeIfAbsent(List.of(source, snapshot.sampledAt(row)), key -> new ArrayList<>())
                        .add(metric);
            } else {
                all.add(observation(
                        source, snapshot.sampledAt(row), snapshot.nanos(), List.of(metric), List.of(metric.name())));
            }
        }
        samples.forEach((key, metrics) -> all.add(
                observation((Snapshot.Source) key.get(0), (long) key.get(1), snapshot.nanos(), metrics, List.of())));
        return all;
    }

    private static Observation observation(
            Snapshot.Source source, long started, long now, List<Metric> metrics, List<String> missing) {
        return new Observation(
                source.probe(),
                source.component(),
                Duration.ofNanos(now - started),
                Duration.ofNanos(source.staleAfter()),
                metrics,
                missing);
    }
}
