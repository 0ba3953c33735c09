package io.selfheal.config;

/**
 * Where something stands in a file.
 *
 * @param line the line, from 1
 * @param column the column, from 1, in characters
 */
record Place(int line, int column) {
    static final Place START = new Place(1, 1);
}
