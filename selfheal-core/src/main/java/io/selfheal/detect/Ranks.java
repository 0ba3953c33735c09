package io.selfheal.detect;

/**
 * Values by their rank, without sorting all of them: Hoare's selection (1961). Which side of the pivot a value belongs to
 * cannot be foretold, so it is computed and not branched on.
 */
final class Ranks {
    private Ranks() {}

    /**
     * The value of a rank.
     *
     * @param values finite; rearranged, so that none before the rank is greater and none behind it less
     * @param from the first that counts
     * @param to after the last that counts
     * @param rank its index if all were sorted, at least {@code from} and below {@code to}
     */
    static double select(double[] values, int from, int to, int rank) {
        int low = from;
        int high = to;
        while (high - low > 1) {
            double pivot = middle(values[low], values[(low + high) >>> 1], values[high - 1]);
            int less = lessThan(pivot, values, low, high);
            if (rank < less) {
                high = less;
            } else if (less > low) {
                low = less;
            } else { // the pivot is the least
                low = equalTo(pivot, values, low, high);
                if (rank < low) {
                    break;
                }
            }
        }
        return values[rank];
    }

    /** Moves what is less than a pivot to the front; gives the index behind it. */
    private static int lessThan(double pivot, double[] values, int from, int to) {
        int less = from;
        for (int i = from; i < to; i++) {
            double value = values[i];
            values[i] = values[less];
            values[less] = value;
            less += negative(value - pivot);
        }
        return less;
    }

    /** 1 for what is negative, 0 for what is not. */
    static int negative(double value) {
        return (int) (Double.doubleToRawLongBits(value + 0.0) >>> (Long.SIZE - 1)); // 0 added to -0 is 0
    }

    /** Moves what equals a pivot to the front of what is no less; gives the index behind it, one further at least. */
    private static int equalTo(double pivot, double[] values, int from, int to) {
        int equal = from;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (value <= pivot) {
                values[i] = values[equal];
                values[equal++] = value;
            }
        }
        return Math.max(equal, from + 1);
    }

    private static double middle(double one, double two, double three) {
        return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
    }

    /** The median of all values, which are rearranged. */
    static double median(double[] values) {
        int lower = (values.length - 1) / 2;
        double low = select(values, 0, values.length, lower);
        return values.length % 2 == 1 ? low : (low + select(values, lower + 1, values.length, lower + 1)) / 2;
    }
}
