package io.selfheal.detect;

import io.selfheal.Outlook;
import java.time.Duration;

/** Outlooks by {@link Runway}: what {@code when("disk.free.bytes").runsOutWithin(…)} asks. */
public final class LearntOutlooks implements Outlook.Source {
    /** For the {@link java.util.ServiceLoader}. */
    public LearntOutlooks() {}

    @Override
    public Outlook of(String metric, double limit, Outlook.From from, Duration within) {
        return new LearntOutlook(metric, limit, from, within);
    }
}
