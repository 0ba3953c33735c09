package io.selfheal.linux;

/**
 * Memory of the container at one instant.
 *
 * @param limit how many bytes may be used; above zero
 * @param used how many are, without what the kernel would give back on demand
 * @param source where it was read, for the detail
 */
public record ContainerMemory(long limit, long used, String source) {}
