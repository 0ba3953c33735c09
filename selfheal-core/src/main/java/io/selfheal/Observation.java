package io.selfheal;

import java.time.Duration;
import java.util.List;

/**
 * What one probe had seen by a turn, for the record. To save space, a sample is told by what differs from the one before
 * of the same probe: what is not in it was seen again unchanged, unless it is said to be missing.
 *
 * @param probe the probe's name
 * @param component the component that it observes
 * @param age from when the sample was started to the turn
 * @param staleAfter the age beyond which it cannot be judged by
 * @param metrics what was seen and is new or changed
 * @param missing the names of what the sample before had and this one has not
 */
public record Observation(
        String probe, String component, Duration age, Duration staleAfter, List<Metric> metrics, List<String> missing) {
    /** Copies the lists. */
    public Observation {
        metrics = List.copyOf(metrics);
        missing = List.copyOf(missing);
    }
}
