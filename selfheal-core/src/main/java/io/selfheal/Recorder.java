package io.selfheal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place where events come into being: numbers them, folds them into the loop's own memory, and hands them to
 * every reader. Owned by the loop's thread.
 */
final class Recorder {
    /** Makes an event of its number and time. */
    interface Draft {
        HealingEvent at(long sequence, Instant time);
    }

    private enum State {
        EARLY,
        OPEN,
        STOPPED
    }

    /** What is held while the journal is read; reading takes five seconds at most. */
    private static final int MOST_EARLY = 1_000;

    /** A healthy disk needs a hundredth of it. */
    private static final long DURABLE_MILLIS = 250;

    private final InstantSource clock;
    private final Ticker ticker;
    private final List<Outlet> outlets = new ArrayList<>();
    private final Map<String, Long> told = new LinkedHashMap<>();
    private final List<Early> early = new ArrayList<>();
    private State state = State.EARLY;
    private @Nullable Outlet journal;
    private Instant time;
    private long nanos;
    private Memory memory = new Memory();

    Recorder(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.time = clock.instant();
        this.nanos = ticker.nanos();
    }

    /** One instant for all that a turn records, so that the record alone says what it went by. */
    void at(Instant now, long ticks) {
        time = now;
        nanos = ticks;
    }

    private record Early(Draft draft, Instant time) {}

    /** Adds the outlet that makes events durable. */
    void journal(Outlet outlet) {
        journal = outlet;
        outlets.add(outlet);
    }

    void add(Outlet outlet) {
        outlets.add(outlet);
    }

    Memory memory() {
        return memory;
    }

    /** Goes on from what a journal remembers: the first event, then what happened while it was read. */
    void begin(Memory past, Draft first) {
        memory = past;
        state = State.OPEN;
        record(first);
        early.forEach(kept -> record(kept.draft(), kept.time()));
        early.clear();
    }

    /** Records the last event; what comes after it is nobody's. */
    void stop(Draft last, Hooks hooks) {
        at(clock.instant(), ticker.nanos());
        record(last);
        flush(hooks);
        state = State.STOPPED;
    }

    HealingEvent record(Draft draft) {
        return record(draft, time);
    }

    private HealingEvent record(Draft draft, Instant when) {
        if (state != State.OPEN) { // its number is not known before the journal is read
            if (state == State.EARLY && early.size() < MOST_EARLY) {
                early.add(new Early(draft, when));
            }
            return draft.at(0, when);
        }
        HealingEvent event = draft.at(memory.lastSequence() + 1, when);
        memory.apply(event, nanos);
        for (Outlet outlet : outlets) {
            outlet.offer(event);
        }
        return event;
    }

    /** Whether there is an outlet that makes events durable. */
    boolean journals() {
        return journal != null;
    }

    /** Waits, on an action's thread, until the journal has an event; a journal that fails or dawdles holds no healing up. */
    void awaitDurable(long sequence) throws InterruptedException {
        if (journal != null) {
            journal.await(sequence, DURABLE_MILLIS);
        }
    }

    /** Has waiting events delivered, and tells which readers fail and what they lost: at once, then at each doubling. */
    void flush(Hooks hooks) {
        for (Outlet outlet : outlets) {
            outlet.poke();
            Throwable failure = outlet.failure();
            if (failure == null) {
                hooks.works(outlet.name());
            } else {
                hooks.failed(outlet.name(), failure);
            }
            long lost = outlet.lost();
            if (lost > 0 && lost >= 2 * told.getOrDefault(outlet.name(), 0L)) {
                told.put(outlet.name(), lost);
                record((sequence, time) -> new HealingEvent.EventsLost(sequence, time, outlet.name(), lost));
            }
        }
    }

    /** Waits, at most so long, until every reader has everything. */
    void drain(long millis) throws InterruptedException {
        for (Outlet outlet : outlets) {
            outlet.poke();
            outlet.await(memory.lastSequence(), millis / outlets.size());
        }
    }

    /** How many events did not reach a reader, by reader. */
    Map<String, Long> lost() {
        Map<String, Long> lost = Map.of();
        for (Outlet outlet : outlets) {
            if (outlet.lost() > 0) {
                lost = lost.isEmpty() ? new LinkedHashMap<>() : lost;
                lost.put(outlet.name(), outlet.lost());
            }
        }
        return Map.copyOf(lost);
    }
}
