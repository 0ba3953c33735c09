package io.selfheal;

import java.time.Duration;
import java.util.Optional;

/** Refuses when too many actions were started within the window, on any component. */
final class Budget implements Guard {
    private final int most;
    private final Duration window;

    Budget(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        long spent = intent.runs().stream()
                .filter(run -> intent.nanos() - run.started() < window.toNanos())
                .count();
        return spent < most
                ? Optional.empty()
                : Optional.of(Refusal.aPerson(
                        name(),
                        spent + " actions were started within " + Words.duration(window) + ", and " + most
                                + " is the budget"));
    }
}
