package io.selfheal.detect;

/**
 * What is found at each scale, until it may have changed. A prospect holds until a bucket ends: a coarse scale is looked at
 * once in hours, however often a forecast is asked for. That nothing exceeds the {@link Relapses} holds until a value comes
 * that is low enough.
 *
 * <p>All of it can be found anew, so it is no part of a series' state. Numbers are kept as floats; what was just found is
 * read back from here as well, so it does not matter whether it is remembered.
 */
final class Findings {
    private static final int NUMBERS = 6;
    /**
     * A finer scale counts only if all of its interval is before that of a coarser one. So if the line of least squares
     * through it ends half as far again beyond that, it need not be measured.
     */
    private static final double MUCH_SOONER = 1.5;

    private final float[] notes = new float[Scales.COUNT * NUMBERS];
    /** Scales of which the finding holds, one bit each. */
    private int known;
    /** Of these, where there is a prospect, and where it is getting faster; the others have a floor. */
    private int promising;

    private int accelerating;
    private long second;

    /**
     * Looks at each scale that may have changed, the coarsest first.
     *
     * @param most the most room that was ever left
     * @param began when the series began, in milliseconds
     */
    void look(Scales scales, double most, long began) {
        float[] rooms = new float[Scales.BUCKETS];
        double before = Double.POSITIVE_INFINITY;
        for (int scale = Scales.COUNT - 1; scale >= 0; scale--) {
            double end = scales.end(scale);
            double width = Scales.width(scale);
            double history = (end - began) / width;
            if (!holds(scales, scale)) {
                known |= 1 << scale;
                promising &= ~(1 << scale);
                look(scales, scale, most, rooms, history, (before - end) / width);
            }
            Prospect seen = at(scale);
            if (promising(scale) && seen.isResolved() && seen.isWithinReach(history, 0)) {
                before = Math.min(before, end + MUCH_SOONER * seen.soonest() * width);
            }
        }
        second = scales.second();
    }

    private boolean holds(Scales scales, int scale) {
        long ended = (scales.second() >> scale) - (second >> scale);
        if ((known & 1 << scale) == 0 || ended == 0) {
            return (known & 1 << scale) != 0;
        }
        return !promising(scale) && hasFloor(scales, scale, ended);
    }

    /** Whether what ended since stayed above the floor, which is there for some buckets more. */
    private boolean hasFloor(Scales scales, int scale, long ended) {
        int at = scale * NUMBERS;
        notes[at] -= ended;
        return notes[at] >= 0 && scales.lowest(scale, (int) ended) > notes[at + 1];
    }

    private void look(Scales scales, int scale, double most, float[] rooms, double history, double before) {
        int at = scale * NUMBERS;
        notes[at] = 0; // to be looked at again as soon as a bucket ends
        if (!Ramp.isIn(scales, scale)) {
            return;
        }
        scales.copy(scale, rooms);
        Relapses relapses = Relapses.of(rooms, most);
        if (!Relapses.exceeded(relapses.fall(), relapses.greatest())) {
            notes[at] = relapses.from();
            notes[at + 1] = Math.nextUp((float) relapses.floor(most));
            return;
        }
        double taken = relapses.greatest(scales, scale, most);
        if (Relapses.exceeded(relapses.fall(), taken)) {
            Ramp.of(rooms)
                    .filter(ramp -> ramp.left() <= before * ramp.lost())
                    .flatMap(ramp -> Prospect.of(ramp, history, taken))
                    .ifPresent(prospect -> note(scale, prospect));
        }
    }

    private void note(int scale, Prospect prospect) {
        int bit = 1 << scale;
        promising |= bit;
        accelerating = prospect.accelerating() ? accelerating | bit : accelerating & ~bit;
        int at = scale * NUMBERS;
        notes[at] = (float) prospect.soonest();
        notes[at + 1] = (float) prospect.likely();
        notes[at + 2] = (float) prospect.latest();
        notes[at + 3] = (float) prospect.slope();
        notes[at + 4] = (float) prospect.age();
        notes[at + 5] = (float) prospect.ceiling();
    }

    /** Whether there is a prospect at a scale. */
    boolean promising(int scale) {
        return (promising & 1 << scale) != 0;
    }

    /** The prospect that there is. */
    Prospect at(int scale) {
        int at = scale * NUMBERS;
        return new Prospect(
                notes[at],
                notes[at + 1],
                notes[at + 2],
                notes[at + 3],
                notes[at + 4],
                notes[at + 5],
                (accelerating & 1 << scale) != 0);
    }

    /** Takes nothing for known any longer. */
    void forget() {
        known = 0;
        promising = 0;
    }
}
