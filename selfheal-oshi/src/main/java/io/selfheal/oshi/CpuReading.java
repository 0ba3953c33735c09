package io.selfheal.oshi;

/**
 * Two counters that only grow, at one instant.
 *
 * @param counter which counters; two readings can only be compared if they are of the same ones
 * @param used the CPU time that was used, in any unit
 * @param whole the time that could have been used, in the same unit, for each of {@code cpus}
 * @param cpus how many CPUs there are, also a part of one; 1 where the whole counts them all already
 * @param scope whose they are, for the detail
 */
record CpuReading(String counter, long used, long whole, double cpus, String scope) {}
