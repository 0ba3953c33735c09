package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Grants on their way back to the fleet: one that never arrives keeps others from healing. Safe to use from any thread, apart
 * from what it tells.
 */
final class Releases {
    private static final String HOOK = "fleet permit release";

    private final List<Flight<Void>> underWay = new ArrayList<>();
    private final Executor executor;
    private final Ticker ticker;

    Releases(Executor executor, Ticker ticker) {
        this.executor = executor;
        this.ticker = ticker;
    }

    /** Gives it back on a thread of the executor's. */
    void begin(FleetPermit.Grant grant) {
        Flight<Void> release = of(grant);
        try {
            executor.execute(release);
        } catch (RejectedExecutionException full) {
            release.begin(null);
            release.finish(null, full, ticker.nanos());
        }
    }

    /** Gives it back right here. */
    void run(FleetPermit.Grant grant) {
        of(grant).run();
    }

    private synchronized Flight<Void> of(FleetPermit.Grant grant) {
        Flight<Void> release = new Flight<>(
                () -> {
                    grant.release().run();
                    return null;
                },
                ticker);
        underWay.add(release);
        return release;
    }

    /** Says how those that are over went. */
    void tell(Hooks hooks) {
        for (Flight<Void> release : over()) {
            Throwable failure = release.failure();
            if (failure == null) {
                hooks.works(HOOK);
            } else {
                hooks.failed(HOOK, failure);
            }
        }
    }

    private synchronized List<Flight<Void>> over() {
        if (underWay.isEmpty()) {
            return List.of();
        }
        List<Flight<Void>> over = underWay.stream().filter(Flight::done).toList();
        underWay.removeAll(over);
        return over;
    }

    /** Waits for those that are under way, at most so long for all of them. */
    void await(long millis) throws InterruptedException {
        List<Flight<Void>> left = left();
        for (Flight<Void> release : left) {
            release.await(millis / left.size());
        }
    }

    private synchronized List<Flight<Void>> left() {
        return List.copyOf(underWay);
    }
}
