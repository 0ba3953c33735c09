package io.selfheal.rule;

import io.selfheal.Outlook;
import io.selfheal.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where a gauge runs out, told by its name: what is free, available, usable, left, remaining or headroom at 0, any other
 * ratio at 1. {@code disk.free.ratio} runs out at 0, {@code disk.used.ratio} at 1; {@code orders.queued} does not say.
 */
final class Bound {
    private static final List<String> WHAT_IS_LEFT =
            List.of("free", "available", "usable", "left", "remaining", "headroom");

    private Bound() {}

    /** From where a gauge comes to that. */
    static Outlook.From from(double bound) {
        return bound == 0 ? Outlook.From.ABOVE : Outlook.From.BELOW;
    }

    static OptionalDouble of(String metric) {
        if (Arrays.stream(metric.split("[._-]")).anyMatch(WHAT_IS_LEFT::contains)) {
            return OptionalDouble.of(0);
        }
        return Unit.of(metric) == Unit.RATIO ? OptionalDouble.of(1) : OptionalDouble.empty();
    }
}
