package io.selfheal.detect;

/**
 * How much of its growth a series has given back by itself: what a rise must exceed to be more than the next tooth.
 *
 * @param highest the most room in any bucket of a scale
 * @param newest the room in the newest
 * @param greatest the greatest gain of room from one bucket to a later one
 * @param from index of the bucket that this gain begins with
 */
record Relapses(float highest, float newest, float greatest, int from) {
    /** A rise must exceed what was taken back before by a quarter, as no two ramps are alike. */
    private static final double BEYOND = 1.25;
    /** Scales above the one in question: up to twenty times the longest ramp that it can hold. */
    private static final int ABOVE = 3;
    /** What came this near to the limit, in shares of the most room there was, was no healthy ramp. */
    private static final double EXHAUSTED = 0.05;
    /** More than what differences of floats are off by, as a share. */
    private static final double ROUNDING = 1e-6;

    /**
     * Those within one scale.
     *
     * @param rooms its buckets, the oldest first; NaN for one without a value
     * @param most the most room that was ever left
     */
    static Relapses of(float[] rooms, double most) {
        float exhausted = exhausted(most);
        float highest = Float.NEGATIVE_INFINITY;
        float newest = Float.NaN;
        float greatest = 0;
        int from = 0;
        float least = Float.POSITIVE_INFINITY;
        int lowest = 0;
        for (int i = 0; i < rooms.length; i++) {
            float room = rooms[i];
            if (Float.isNaN(room)) {
                continue;
            }
            newest = room;
            highest = room > highest ? room : highest;
            if (room <= exhausted) {
                least = Float.POSITIVE_INFINITY; // it ran out: what frees it then is a repair
            } else if (room < least) {
                least = room;
                lowest = i;
            } else if (room - least > greatest) {
                greatest = room - least;
                from = lowest;
            }
        }
        return new Relapses(highest, newest, greatest, from);
    }

    private static float exhausted(double most) {
        return (float) (EXHAUSTED * most);
    }

    /** The greatest gain of room at this scale and the next coarser ones. */
    double greatest(Scales scales, int scale, double most) {
        float[] rooms = new float[Scales.BUCKETS];
        float all = greatest;
        for (int above = scale + 1; above <= Math.min(Scales.COUNT - 1, scale + ABOVE); above++) {
            scales.copy(above, rooms);
            all = Math.max(all, of(rooms, most).greatest());
        }
        return all;
    }

    /** Whether a rise is more than a series takes back by itself. */
    static boolean exceeded(double height, double taken) {
        return height >= BEYOND * taken;
    }

    /** How far the newest value is below the highest: no rise is greater. */
    double fall() {
        return (double) highest - newest;
    }

    /**
     * While every value that comes is above this, they are not exceeded, for as long as the scale holds the bucket that the
     * greatest gain begins with: a value that is higher than the highest makes this gain greater by as much.
     */
    double floor(double most) {
        return Math.max(exhausted(most), highest - BEYOND * greatest * (1 - ROUNDING));
    }
}
