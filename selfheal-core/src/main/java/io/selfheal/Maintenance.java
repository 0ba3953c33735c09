package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Refuses within a maintenance window, within a silence, and within the grace after the start. */
final class Maintenance implements Guard {
    private final List<MaintenanceWindow> windows;
    private final Duration grace;
    private final Supplier<Memory> memory;
    private final long started;

    Maintenance(List<MaintenanceWindow> windows, Duration grace, Supplier<Memory> memory, long started) {
        this.windows = windows;
        this.grace = grace;
        this.memory = memory;
        this.started = started;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        Duration up = Duration.ofNanos(intent.nanos() - started);
        if (up.compareTo(grace) < 0) {
            return refusal(
                    "the service started " + Words.duration(up) + " ago, and its grace is " + Words.duration(grace));
        }
        Silences silences = memory.get().silences();
        for (String component : List.of(intent.incident().component(), intent.target())) {
            Optional<Silence> silence = silences.over(component, intent.nanos());
            if (silence.isPresent()) {
                return refusal("silenced for another "
                        + Words.duration(Duration.ofNanos(silences.left(silence.get(), intent.nanos())))
                        + because(silence.get().reason()));
            }
            for (MaintenanceWindow window : windows) {
                if (window.covers(component, intent.snapshot().time())) {
                    return refusal("maintenance from " + window.from() + " to " + window.to() + " " + window.zone()
                            + because(window.reason()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> refusal(String reason) {
        return Optional.of(Refusal.later(name(), reason));
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
