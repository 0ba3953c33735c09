package io.selfheal;

/**
 * What was usual for a gauge before, and what it is now. Before means the last half hour without trouble, less the last
 * minute; now means the last minute.
 *
 * @param component the component that the gauge is of
 * @param count how many values there were before, one each ten seconds
 * @param median their median; NaN if there was none
 * @param spread their interquartile range, 0 or more; NaN if there was none
 * @param now the median of the last minute; NaN if there is no value
 */
public record Past(String component, int count, double median, double spread, double now) {}
