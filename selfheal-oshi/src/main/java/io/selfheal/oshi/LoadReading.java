package io.selfheal.oshi;

/**
 * How much the CPUs of a machine are asked for.
 *
 * @param load the load average of the last minute; negative where there is none, or none yet
 * @param cpus how many CPUs there are
 */
record LoadReading(double load, double cpus) {}
