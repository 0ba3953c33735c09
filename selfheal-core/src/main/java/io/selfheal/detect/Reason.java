package io.selfheal.detect;

import java.time.Duration;
import java.util.function.DoubleFunction;

/**
 * Why a value is unusual, as numbers: the view that found it rarest, what it saw, and what is usual there.
 *
 * @param view which side of the series
 * @param extreme whether no value before was as low, or as high; only at this hour for {@link View#HOUR}
 * @param now what was seen, in the series' unit
 * @param usual what is usual, in the series' unit
 * @param known for how long the series was watched
 */
record Reason(View view, boolean extreme, double now, double usual, Duration known) {
    /** The sides from which a series is looked at. */
    enum View {
        HOUR,
        TREND,
        MOVEMENT,
        STEP
    }

    /**
     * The reason in words, to follow the value: {@code lower than anything seen at this hour in 6 days}.
     *
     * @param number how a number of this unit is written
     * @return words, without a full stop
     */
    String words(DoubleFunction<String> number) {
        String direction = now < usual ? "lower" : "higher";
        return switch (view) {
            case HOUR ->
                extreme
                        ? direction + " than anything seen at this hour in " + span()
                        : direction + " than usual at this hour, which is about " + number.apply(usual);
            case TREND ->
                "its last values average " + number.apply(now) + ", " + direction + " than the " + number.apply(usual)
                        + " before them by more than is usual in " + span();
            case MOVEMENT ->
                now < usual
                        ? "it hardly moves: " + number.apply(now) + " from one value to the next, usually "
                                + number.apply(usual)
                        : "it moves by " + number.apply(now) + " from one value to the next, usually by "
                                + number.apply(usual);
            case STEP -> "a step of " + number.apply(now) + " at once, unlike those seen in " + span();
        };
    }

    private String span() {
        long minutes = known.toMinutes();
        if (minutes < 120) {
            return minutes + " minutes";
        }
        return minutes < 2 * 24 * 60 ? minutes / 60 + " hours" : minutes / (24 * 60) + " days";
    }
}
