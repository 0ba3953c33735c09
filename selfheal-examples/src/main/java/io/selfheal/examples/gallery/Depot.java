package io.selfheal.examples.gallery;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The same as the {@link Ledger} with monitors, which nobody can be made to give up. */
final class Depot {
    private final Object shelf = new Object();
    private final Object ramp = new Object();
    private volatile Ledger.@Nullable Crossing crossing;
    private final AtomicLong moved = new AtomicLong();

    /** Moves what was ordered. */
    void move() throws Exception {
        Ledger.Crossing met = crossing;
        int place = met == null ? Ledger.Crossing.LATE : met.enter();
        if (met == null || place >= Ledger.Crossing.LATE) {
            both(shelf, ramp, () -> {});
        } else {
            both(place == 0 ? shelf : ramp, place == 0 ? ramp : shelf, met::await);
        }
    }

    /** How many orders were moved. */
    long moved() {
        return moved.get();
    }

    /** Has the next two go the opposite way. */
    void cross() {
        crossing = new Ledger.Crossing();
    }

    private void both(Object first, Object second, Ledger.Crossing.Step between) throws Exception {
        synchronized (first) {
            between.run();
            synchronized (second) {
                moved.incrementAndGet();
            }
        }
    }
}
