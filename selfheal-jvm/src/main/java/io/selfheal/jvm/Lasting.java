package io.selfheal.jvm;

import io.selfheal.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deadlocks that do not end by themselves. Who waits with a time limit ({@code tryLock(time)}) may give up, and then the cycle
 * is gone; so one with such a member counts once the same threads have been seen to wait for the same locks for five seconds,
 * three times at least. That still finds those who try again and again and never let go of what they hold. Used by one thread
 * at a time.
 */
final class Lasting implements Deadlocks {
    static final Duration SPAN = Duration.ofSeconds(5);
    private static final int LOOKS = 3;

    private final Deadlocks all;
    private final Ticker ticker;
    private Map<Set<String>, Sighting> before = Map.of();

    Lasting(Deadlocks all, Ticker ticker) {
        this.all = all;
        this.ticker = ticker;
    }

    @Override
    public List<List<Wait>> cycles() {
        long now = ticker.nanos();
        Map<Set<String>, Sighting> seen = new HashMap<>();
        List<List<Wait>> lasting = new ArrayList<>();
        for (List<Wait> cycle : all.cycles()) {
            if (!Cycles.timed(cycle)) {
                lasting.add(cycle);
                continue;
            }
            Set<String> waits =
                    cycle.stream().map(wait -> wait.id() + " " + wait.lock()).collect(Collectors.toSet());
            Sighting sighting = before.getOrDefault(waits, new Sighting(now, 0)).another();
            seen.put(waits, sighting);
            if (sighting.looks >= LOOKS && now - sighting.since >= SPAN.toNanos()) {
                lasting.add(cycle);
            }
        }
        before = seen;
        return lasting;
    }

    /**
     * A cycle that was seen without a look in between at which it was gone.
     *
     * @param since when first
     * @param looks how often
     */
    private record Sighting(long since, int looks) {
        Sighting another() {
            return new Sighting(since, looks + 1);
        }
    }
}
