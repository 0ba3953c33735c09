package io.selfheal.config;

import java.util.Optional;

/**
 * A kind of value: tells it from others, and reads it. The reader and the JSON Schema are made of the same kinds.
 *
 * @param <T> what is read
 */
sealed interface Kind<T> permits Word, OneOrMany, Many, Named, Shape, Later {
    /**
     * Reads a value.
     *
     * @param node the value
     * @param problems hears of everything that is wrong with it
     * @return what was read; empty if anything is wrong with it as a whole
     */
    Optional<T> read(Node node, Problems problems);
}
