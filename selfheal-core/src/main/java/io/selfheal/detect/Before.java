package io.selfheal.detect;

import org.jspecify.annotations.Nullable;

/**
 * A series as it was right before an alarm, by which it can be told soon whether it is so again. The series itself goes on
 * learning: the way back is as rare to it as the way there, and what lasted long enough is usual, so that it takes an hour
 * to find what was mended usual, and hours later also what was not.
 */
final class Before {
    private final byte[] state;
    private @Nullable Surprise since;
    private int usual;

    /**
     * Remembers.
     *
     * @param state of the series, see {@link Surprise#stateMarked()}
     */
    Before(byte[] state) {
        this.state = state;
    }

    /** Nothing that was seen up to now counts. */
    void begin() {
        since = null;
        usual = 0;
    }

    /**
     * Looks at the next value.
     *
     * @param millis when it was observed, by a clock that is not set
     * @param wall when that was on the wall clock
     * @param value what the series went by
     * @param rare from which rarity on it is not usual
     * @return how many in a row, up to this one, would have been usual right after what was before the alarm
     */
    int look(long millis, long wall, double value, double rare) {
        Surprise known = since == null ? Surprise.of(state) : since;
        if (known.rarity(millis, wall, value) < rare) {
            since = known;
            usual++;
        } else {
            begin();
        }
        return usual;
    }
}
