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
     * @param rooms 48 places to work in
     */
    static double greatest(Scales scales, int scale, double most, float[] rooms) {
        double greatest = 0;
        for (int above = scale; above <= Math.min(Scales.COUNT - 1, scale + ABOVE); above++) {
            scales.copy(above, rooms);
            greatest = Math.max(greatest, greatest(rooms, most));
        }
        return greatest;
    }

    /** The greatest gain of room within one scale. */
    static double greatest(float[] rooms, double most) {
        float exhausted = (float) (EXHAUSTED * most);
        float greatest = 0;
        float least = Float.POSITIVE_INFINITY;
        for (float room : rooms) {
            if (room <= exhausted) {
                least = Float.POSITIVE_INFINITY; // it ran out: what frees it then is a repair
            } else if (room < least) {
                least = room;
            } else if (room - least > greatest) { // no NaN passes
                greatest = room - least;
            }
        }
        return greatest;
    }
}
