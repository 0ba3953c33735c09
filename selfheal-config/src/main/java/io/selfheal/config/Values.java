package io.selfheal.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was read of keys with values; a key whose value is wrong is not among them. */
final class Values {
    private final Place place;
    private final Map<String, At<?>> read = new HashMap<>();

    Values(Place place) {
        this.place = place;
    }

    /** Where it begins. */
    Place place() {
        return place;
    }

    <T> void put(Key<T> key, T value, Place at) {
        read.put(key.name(), new At<>(value, at));
    }

    @SuppressWarnings("unchecked") // put() is the only way in, and keys of one name in one shape are one key
    <T> Optional<At<T>> at(Key<T> key) {
        return Optional.ofNullable((At<T>) read.get(key.name()));
    }

    <T> Optional<T> get(Key<T> key) {
        return at(key).map(At::value);
    }
}
