package io.selfheal;

import java.time.Duration;

/**
 * The latest metric of one name in a {@link Snapshot}.
 *
 * @param metric what was observed
 * @param component whose metric it is; never empty
 * @param probe the name of the probe that observed it
 * @param age time since the sample was started, on the monotonic clock; not negative
 * @param fresh whether it is young enough to judge by; what is not fresh neither raises nor clears a symptom
 */
public record Reading(Metric metric, String component, String probe, Duration age, boolean fresh) {}
