package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The silences that were called and have not ended: a fold over events. A later one takes an earlier one's place. */
final class Silences {
    private static final int MOST = 1_000;

    private final Map<String, Called> byComponent = new LinkedHashMap<>();

    void apply(HealingEvent event, long nanos) {
        if (event instanceof HealingEvent.SilenceBegan began) {
            call(began.silence(), nanos);
        } else if (event instanceof HealingEvent.InstructionsKept kept) {
            kept.silences().stream()
                    .filter(silence -> !holds(silence.component(), nanos)) // which knows better how long it was to last
                    .forEach(silence -> call(silence, nanos));
        } else if (event instanceof HealingEvent.SilenceEnded ended) {
            byComponent.remove(ended.component());
        }
    }

    private void call(Silence silence, long nanos) {
        if (byComponent.size() >= MOST) {
            byComponent.values().removeIf(called -> called.end() - nanos <= 0);
        }
        if (byComponent.size() < MOST || byComponent.containsKey(silence.component())) {
            byComponent.put(
                    silence.component(),
                    new Called(silence, nanos + silence.lasts().toNanos()));
        }
    }

    /** Each silence for as long as is left of it. */
    List<Silence> left(long now) {
        return all(now).stream()
                .map(silence ->
                        new Silence(silence.component(), Duration.ofNanos(left(silence, now)), silence.reason()))
                .toList();
    }

    /** The silence over a component, or over all. */
    Optional<Silence> over(String component, long now) {
        return in(component, now).or(() -> in("", now));
    }

    /** How long a silence goes on, in nanoseconds. */
    long left(Silence silence, long now) {
        Called called = byComponent.get(silence.component());
        return called == null ? 0 : called.end() - now;
    }

    /** Whether there is a silence over just that. */
    boolean holds(String component, long now) {
        return in(component, now).isPresent();
    }

    List<Silence> all(long now) {
        if (byComponent.isEmpty()) {
            return List.of();
        }
        List<Silence> all = new ArrayList<>();
        byComponent.values().stream()
                .filter(called -> called.end() - now > 0)
                .forEach(called -> all.add(called.silence()));
        return all;
    }

    private Optional<Silence> in(String component, long now) {
        return Optional.ofNullable(byComponent.get(component))
                .filter(called -> called.end() - now > 0)
                .map(Called::silence);
    }

    private record Called(Silence silence, long end) {}
}
