package io.selfheal.examples.gallery;

/** Something that looks like a fault to a careless eye, in a {@link Shop} that is well: nothing is to be done about it. */
public interface Control {
    /** What it is called, in lower case with dashes. */
    String name();

    /**
     * What goes on in the shop; called once a second, on a thread of its own.
     *
     * @param shop the shop, serving
     * @param second how often it was called before
     */
    default void stir(Shop shop, int second) {}

    /**
     * How many requests come.
     *
     * @param second in which second
     * @return how many a second, above 0
     */
    default double rate(double second) {
        return Trial.REQUESTS_PER_SECOND;
    }

    /** Whether the shop is warm when its first customers come. */
    default boolean warm() {
        return true;
    }
}
