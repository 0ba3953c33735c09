package io.selfheal;

import java.util.concurrent.TimeUnit;

/** Tells, once, that a loop has turned for a minute and sixty times: by then every probe that is quick has reported. */
final class AfterAMinute {
    private static final int TURNS = 60;
    private static final long LONG = TimeUnit.SECONDS.toNanos(TURNS - 1);

    private int turns;
    private long began;

    /** Whether that is so since this turn. */
    boolean isNow(long nanos) {
        if (turns > TURNS) {
            return false;
        }
        began = turns == 0 ? nanos : began;
        turns = Math.min(TURNS, turns + 1);
        if (turns < TURNS || nanos - began < LONG) {
            return false;
        }
        turns = TURNS + 1;
        return true;
    }
}
