package io.selfheal.journal;

import java.io.IOException;

/**
 * How values of one type look as a JSON object: both ways side by side, so that each stays the other's inverse.
 *
 * @param <T> the type
 */
interface Shape<T> {
    void write(T value, Fields to) throws IOException;

    /** Throws an unchecked exception for an object that is not of this shape. */
    T read(Values from);

    static <T> Shape<T> of(Writing<T> writing, Reading<T> reading) {
        return new Shape<>() {
            @Override
            public void write(T value, Fields to) throws IOException {
                writing.write(value, to);
            }

            @Override
            public T read(Values from) {
                return reading.read(from);
            }
        };
    }

    @FunctionalInterface
    interface Writing<T> {
        void write(T value, Fields to) throws IOException;
    }

    @FunctionalInterface
    interface Reading<T> {
        T read(Values from);
    }
}
