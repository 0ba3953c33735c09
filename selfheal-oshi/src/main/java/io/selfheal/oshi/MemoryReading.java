package io.selfheal.oshi;

/**
 * Memory at one instant.
 *
 * @param limit how many bytes may be used; above zero
 * @param used how many are, without what the kernel would give back on demand
 * @param owner whose memory it is: {@code host}, {@code container}
 * @param source where the limit was read, for the detail; empty if it needs no saying
 */
record MemoryReading(long limit, long used, String owner, String source) {}
