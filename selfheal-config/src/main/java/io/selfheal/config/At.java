package io.selfheal.config;

/**
 * Something that was read, and where it stood.
 *
 * @param value what was read
 * @param place where
 * @param <T> its type
 */
record At<T>(T value, Place place) {}
