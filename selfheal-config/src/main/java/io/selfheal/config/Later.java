package io.selfheal.config;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kind that is made of itself, and so is looked up when it is needed.
 *
 * @param name its name in the schema
 * @param kind gives the kind
 * @param <T> what is read
 */
record Later<T>(String name, Supplier<Kind<T>> kind) implements Kind<T> {
    @Override
    public Optional<T> read(Node node, Problems problems) {
        return kind.get().read(node, problems);
    }
}
