package io.selfheal.journal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The shape of a sealed type: the field {@code type} names the variant, the rest is the variant's own.
 *
 * @param <T> the sealed type
 */
final class Variants<T> implements Shape<T> {
    private final Map<Class<?>, Variant<T, ? extends T>> byClass = new HashMap<>();
    private final Map<String, Variant<T, ? extends T>> byName = new HashMap<>();

    <S extends T> Variants<T> or(String name, Class<S> type, Writing<S> writing, Reading<S> reading) {
        Variant<T, S> variant = new Variant<>(name, type, writing, reading);
        byClass.put(type, variant);
        byName.put(name, variant);
        return this;
    }

    @Override
    public void write(T value, Fields to) throws IOException {
        Variant<T, ? extends T> variant = byClass.get(value.getClass());
        if (variant == null) {
            throw new Unfit("the journal has no shape for " + value.getClass().getName() + "; add one to it");
        }
        variant.write(value, to);
    }

    @Override
    public T read(Values from) {
        String name = from.text("type");
        Variant<T, ? extends T> variant = byName.get(name);
        if (variant == null) {
            throw new IllegalArgumentException("unknown type \"" + name + "\"");
        }
        return variant.reading().read(from);
    }

    private record Variant<T, S extends T>(String name, Class<S> type, Writing<S> writing, Reading<S> reading) {
        void write(T value, Fields to) throws IOException {
            to.text("type", name);
            writing.write(type.cast(value), to);
        }
    }
}
