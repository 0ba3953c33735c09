package io.selfheal.test;

/** Throws whatever a test wants thrown, also what no signature declares. */
final class Thrown {
    private Thrown() {}

    @SuppressWarnings("TypeParameterUnusedInFormals")
    static <T> T again(Throwable thrown) {
        throw Thrown.<RuntimeException>unchecked(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
