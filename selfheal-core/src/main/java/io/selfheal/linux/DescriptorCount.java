package io.selfheal.linux;

import io.selfheal.Unit;

/**
 * File descriptors of this process at one instant.
 *
 * @param open how many are open
 * @param limit how many may be; not above zero if that is unknown
 * @param counted false if none was left to count them with, so that all of them must be open
 */
public record DescriptorCount(long open, long limit, boolean counted) {
    /** The share that is open, 0 to 1; NaN without a limit. */
    public double share() {
        return limit <= 0 ? Double.NaN : Math.max(0, Math.min(1, (double) open / limit));
    }

    /** The limit for the detail of a metric, and that they could not be counted. */
    public String words() {
        return "process, limit " + Unit.COUNT.format((double) limit)
                + (counted ? "" : "; none is left to count them with");
    }
}
