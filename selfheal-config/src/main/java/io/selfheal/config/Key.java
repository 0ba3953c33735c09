package io.selfheal.config;

/**
 * A key that a file may have.
 *
 * @param name the key
 * @param required whether it must be there
 * @param description what it says, in one sentence, for an editor to show
 * @param kind the kind of its value
 * @param <T> what its value is read to
 */
record Key<T>(String name, boolean required, String description, Kind<T> kind) {
    static <T> Key<T> of(String name, String description, Kind<T> kind) {
        return new Key<>(name, false, description, kind);
    }

    static <T> Key<T> required(String name, String description, Kind<T> kind) {
        return new Key<>(name, true, description, kind);
    }
}
