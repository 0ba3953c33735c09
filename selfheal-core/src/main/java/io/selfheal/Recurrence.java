package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Refuses when the same problem was healed too often within a day: each healing worked, and yet it comes back. */
final class Recurrence implements Guard {
    private static final Duration WINDOW = Duration.ofDays(1);

    private final int most;

    Recurrence(int most) {
        this.most = most;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        List<Run> healed = intent.runs().stream()
                .filter(run -> run.problem().equals(intent.incident().problem()))
                .filter(run -> run.component().equals(intent.incident().component()))
                .filter(run -> run.verdict().equals(Optional.of(Verdict.HEALED)))
                .filter(run -> intent.nanos() - run.ended() < WINDOW.toNanos())
                .toList();
        return healed.size() < most
                ? Optional.empty()
                : Optional.of(Refusal.aPerson(
                        name(),
                        "\"" + intent.incident().problem() + "\" was healed " + healed.size()
                                + " times within a day (by "
                                + healed.stream().map(Run::action).distinct().collect(Collectors.joining(", "))
                                + ") and came back each time"));
    }
}
