package io.selfheal;

import java.time.Duration;
import java.util.Optional;

/** Refuses an action that lately made the same problem of the same component worse. */
final class Quarantine implements Guard {
    private final Duration lasts;

    Quarantine(Duration lasts) {
        this.lasts = lasts;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        return intent.runs().stream()
                .filter(run -> run.action().equals(intent.action()))
                .filter(run -> run.problem().equals(intent.incident().problem()))
                .filter(run -> run.component().equals(intent.incident().component()))
                .filter(run -> run.verdict().equals(Optional.of(Verdict.WORSE)))
                .filter(run -> intent.nanos() - run.ended() < lasts.toNanos())
                .findFirst()
                .map(run -> Refusal.anotherAction(
                        name(),
                        intent.action() + " made \"" + run.problem() + "\" of " + run.component() + " worse "
                                + Words.duration(run.sinceEnd(intent.nanos()))
                                + " ago; it is not tried on it again for "
                                + Words.duration(lasts)));
    }
}
