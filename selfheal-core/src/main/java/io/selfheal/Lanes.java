package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lanes that a loop has made, or the host's executor in their place. */
final class Lanes {
    private final List<Lane> lanes = new ArrayList<>();
    private final @Nullable Executor given;

    Lanes(@Nullable Executor given) {
        this.given = given;
    }

    /** A daemon lane for one kind of work. */
    Executor lane(String name, int first, int most) {
        return lane(name, first, most, Lane.End.DROPS);
    }

    /** One of a single thread that still does what waits when it is closed. */
    Executor finishing(String name) {
        return lane(name, 1, 1, Lane.End.FINISHES);
    }

    Executor lane(String name, int first, int most, Lane.End end) {
        if (given != null) {
            return given;
        }
        Lane lane = new Lane(name, first, most, end);
        lanes.add(lane);
        return lane;
    }

    /** The host's executor; another one where there is none. */
    Executor givenOr(Executor other) {
        return given == null ? other : given;
    }

    /** Whether there are threads of ours. */
    boolean own() {
        return given == null;
    }

    void close() {
        lanes.forEach(Lane::close);
    }

    /** Waits a little for the threads to end. */
    void await(long millis) throws InterruptedException {
        for (Lane lane : lanes) {
            lane.ended(TimeUnit.MILLISECONDS.toNanos(millis / Math.max(1, lanes.size())));
        }
    }
}
