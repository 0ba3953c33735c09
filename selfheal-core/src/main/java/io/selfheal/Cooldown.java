package io.selfheal;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Refuses an action that ran on the component too recently. The wait counts from the end of the last run, doubles with
 * each run in a row, and varies by up to a fifth, so that the members of a fleet do not act in step. Runs are in a row as
 * long as none is further from the next than twice the longest wait.
 */
final class Cooldown implements Guard {
    private static final double SPREAD = 0.2;

    private final IntervalFunction backoff;
    private final Duration longest;

    Cooldown(Duration first, Duration longest) {
        this.backoff = IntervalFunction.ofExponentialBackoff(first, 2, longest);
        this.longest = longest;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        List<Run> same = intent.runs().stream()
                .filter(run -> run.action().equals(intent.action()))
                .filter(run -> run.target().equals(intent.target()))
                .toList();
        if (same.isEmpty()) {
            return Optional.empty();
        }
        Run last = same.get(same.size() - 1);
        Duration since = last.sinceEnd(intent.nanos());
        Duration wait = wait(last, inARow(same, intent.nanos()));
        return since.compareTo(wait) >= 0
                ? Optional.empty()
                : Optional.of(Refusal.later(
                        name(),
                        intent.action() + " ended " + Words.duration(since) + " ago on " + last.target()
                                + "; it may run again " + Words.duration(wait) + " after its end"));
    }

    private int inARow(List<Run> same, long nanos) {
        int row = 0;
        long next = nanos;
        for (int i = same.size() - 1; i >= 0 && next - same.get(i).ended() <= 2 * longest.toNanos(); i--) {
            row++;
            next = same.get(i).started();
        }
        return Math.max(1, row);
    }

    /** The jitter comes from the last run's incident, so that a replay waits exactly as long. */
    private Duration wait(Run last, int row) {
        SplittableRandom random = new SplittableRandom(
                31L * last.incident().hashCode() + last.action().hashCode());
        double factor = 1 + SPREAD * (2 * random.nextDouble() - 1);
        return Duration.ofMillis((long) (backoff.apply(row) * factor));
    }
}
