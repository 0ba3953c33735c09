package io.selfheal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks beside the loop whether a policy has changed, and makes the next plan of it. */
final class PolicyWatch {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(5);

    private final Source source;
    private final Executor executor;
    private final Ticker ticker;
    private final Hooks hooks;
    private long due;
    private @Nullable Flight<Optional<Renewal>> flight;

    PolicyWatch(Source source, Executor executor, Ticker ticker, Hooks hooks) {
        this.source = source;
        this.executor = executor;
        this.ticker = ticker;
        this.hooks = hooks;
        this.due = ticker.nanos() + EVERY;
    }

    /**
     * What came of a policy that has changed.
     *
     * @param policy its name
     * @param plan what to go on by; empty if it cannot be used
     * @param problems why not
     */
    record Renewal(String policy, Optional<Plan> plan, List<String> problems) {}

    /** Takes in what was found, and looks again when it is time. */
    Optional<Renewal> attend(long now) {
        Flight<Optional<Renewal>> looking = flight;
        if (looking != null && looking.done()) {
            flight = null;
            due = now + EVERY;
            Throwable failure = looking.failure();
            Optional<Renewal> found = looking.result();
            if (failure != null) {
                hooks.failed("policy watch", failure);
            } else {
                hooks.works("policy watch");
            }
            return found == null ? Optional.empty() : found;
        }
        if (looking == null && now - due >= 0) {
            Flight<Optional<Renewal>> next = new Flight<>(this::look, ticker);
            flight = next;
            try {
                executor.execute(next);
            } catch (RejectedExecutionException full) {
                flight = null;
                due = now + EVERY;
            }
        }
        return Optional.empty();
    }

    private Optional<Renewal> look() {
        List<Policy> changed =
                source.policies().stream().filter(Policy::changed).toList();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        String name = changed.stream().map(Policy::name).collect(Collectors.joining(", "));
        try {
            return Optional.of(new Renewal(name, Optional.of(Assembly.again(source)), List.of()));
        } catch (InvalidPolicyException invalid) {
            return Optional.of(new Renewal(name, Optional.empty(), invalid.problems()));
        }
    }
}
