package io.selfheal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way to write something.
 *
 * @param sign the key by which this form is told from the others; empty where there is only one
 * @param keys every key it may have, the sign too
 */
record Form(Optional<Key<?>> sign, List<Key<?>> keys) {
    static Form of(Key<?>... keys) {
        return new Form(Optional.empty(), List.of(keys));
    }

    static Form by(Key<?> sign, Key<?>... keys) {
        return new Form(Optional.of(sign), List.of(keys));
    }

    Form with(List<Key<?>> more) {
        List<Key<?>> all = new ArrayList<>(keys);
        all.addAll(more);
        return new Form(sign, all);
    }

    Optional<Key<?>> key(String name) {
        for (Key<?> key : keys) {
            if (key.name().equals(name)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
