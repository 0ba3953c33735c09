package io.selfheal.detect;

/** How much of its growth a series has given back by itself: what a rise must exceed to be more than the next tooth. */
final class Relapses {
    /** Scales above the one in question: up to twenty times the longest ramp that it can hold. */
    private static final int ABOVE = 3;
    /** What came this near to the limit, in shares of the most room there was, was no healthy ramp. */
    private static final double EXHAUSTED = 0.05;

    private Relapses() {}

    /**
     * The greatest gain of room at a scale and the next coarser ones.
     *
     * @param most the most room that was ever left
     */
    static double greatest(Scales scales, int scale, double most) {
        double greatest = 0;
        for (int above = scale; above <= Math.min(Scales.COUNT - 1, scale + ABOVE); above++) {
            double least = Double.POSITIVE_INFINITY;
            for (int age = Scales.BUCKETS; age > 0; age--) {
                float room = scales.room(above, age);
                if (room <= EXHAUSTED * most) {
                    least = Double.POSITIVE_INFINITY; // it ran out: what frees it then is a repair
                } else if (!Float.isNaN(room)) {
                    least = Math.min(least, room);
                    greatest = Math.max(greatest, room - least);
                }
            }
        }
        return greatest;
    }
}
