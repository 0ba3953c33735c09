package io.selfheal;

/**
 * What asking an adviser cost.
 *
 * @param calls how many calls left the process; zero for an answer from a cache, or for none at all
 * @param inputTokens tokens that were sent; zero or more
 * @param outputTokens tokens that came back; zero or more
 * @param cost the price, in the adviser's currency; NaN if it is not known, as of a call that nobody waited for
 */
public record Usage(int calls, long inputTokens, long outputTokens, double cost) {
    /** Nothing was called. */
    public static Usage none() {
        return new Usage(0, 0, 0, 0);
    }

    /** A call was made whose end is not known. */
    public static Usage unknown() {
        return new Usage(1, 0, 0, Double.NaN);
    }
}
