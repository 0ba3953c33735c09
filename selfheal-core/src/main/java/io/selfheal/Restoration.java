package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Reads the journal beside the loop, within a limit of time: a disk that hangs must not keep a service unwatched. */
final class Restoration {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Journal journal;
    private final Spares spares;
    private final Flight<Past> flight;
    private final long deadline;
    private @Nullable Throwable refused;

    Restoration(Journal journal, InstantSource clock, Ticker ticker, Executor executor, Spares spares) {
        this.journal = journal;
        this.spares = spares;
        this.deadline = ticker.nanos() + LIMIT.toNanos();
        this.flight = new Flight<>(() -> spares.looking(() -> read(journal, clock.instant(), ticker.nanos())), ticker);
        try {
            executor.execute(flight);
        } catch (RejectedExecutionException full) {
            refused = full;
        }
    }

    /** What the journal knows: empty while it is being read. */
    Optional<Past> past(long now) {
        if (flight.done() && flight.failure() == null) {
            return Optional.ofNullable(flight.result());
        }
        Throwable failure = refused != null ? refused : flight.failure();
        if (failure != null) {
            return Optional.of(Past.none(Optional.of(Fault.of(failure))));
        }
        if (now - deadline < 0) {
            return Optional.empty();
        }
        String told = "could not be read within " + Words.duration(LIMIT) + ": starting without the past";
        return Optional.of(Past.none(Optional.of(new Fault("JournalTimedOut", told, ""))));
    }

    /** Appends, once reading is over: a journal is used by one thread at a time. */
    void append(HealingEvent event) throws Exception {
        if (!flight.done()) {
            throw new IllegalStateException(journal.name() + " is still being read");
        }
        spares.looking(() -> {
            journal.append(event);
            return null;
        });
    }

    /**
     * The past happened as long ago as the wall clock says, but never in the future: a clock that was set back makes
     * waits longer, not shorter.
     */
    private static Past read(Journal journal, Instant now, long nanos) throws Exception {
        Memory memory = new Memory();
        Recollection recollection = new Recollection();
        long cut = journal.open(event -> {
            Duration ago = Duration.between(event.time(), now);
            long back = ago.isNegative()
                    ? 0
                    : ago.compareTo(Duration.ofDays(365)) > 0
                            ? Duration.ofDays(365).toNanos()
                            : ago.toNanos();
            memory.apply(event, nanos - back);
            recollection.apply(event);
        });
        memory.ledger().settle(memory.incidents(), nanos);
        return new Past(memory, recollection.all(), cut, Optional.empty());
    }

    /**
     * What was read.
     *
     * @param memory what is known of the past
     * @param learnt what was learnt, as it was kept last
     * @param cut how many damaged bytes were cut off
     * @param fault why it could not be read; empty if it could
     */
    record Past(Memory memory, Collection<Learnt> learnt, long cut, Optional<Fault> fault) {
        static Past none(Optional<Fault> fault) {
            return new Past(new Memory(), List.of(), 0, fault);
        }
    }
}
