package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Samples every probe beside the loop: one sample in flight each, at its own interval, within its own time.
 *
 * <p>To wake a thread costs an idle host more than a cheap sample does. So the probes whose latest ten samples were quick are
 * taken one after another: by one other thread, or, if they say that they wait for nothing, by whoever asks, where somebody
 * stands in for it. Should one of them be slow all of a sudden, the turn that finds the others still waiting has them taken by
 * other threads, and the slow one is on its own from then on.
 */
final class Sampler {
    private static final long QUICK = Duration.ofMillis(1).toNanos();
    private static final int IN_A_ROW = 10;
    private static final long PATIENCE = Duration.ofMillis(10).toNanos();
    private static final long LONGEST_BACKOFF = Duration.ofSeconds(30).toNanos();

    private final List<Slot> slots = new ArrayList<>();
    private final Executor executor;
    private final Ticker ticker;
    private final Readings readings;
    private final Hooks hooks;
    private final Spares spares;
    private final Optional<TurnLog> log;

    Sampler(
            List<Sensor> sensors,
            Executor executor,
            Ticker ticker,
            Readings readings,
            Hooks hooks,
            Optional<TurnLog> log,
            Spares spares) {
        this.executor = executor;
        this.ticker = ticker;
        this.readings = readings;
        this.hooks = hooks;
        this.log = log;
        this.spares = spares;
        sensors.forEach(sensor -> slots.add(new Slot(sensor)));
    }

    /** Goes on with these: what is the same stays in step, what is gone is interrupted. */
    void adopt(List<Sensor> sensors) {
        List<Slot> next = new ArrayList<>();
        for (Sensor sensor : sensors) {
            next.add(slots.stream()
                    .filter(slot -> slot.sensor.equals(sensor))
                    .findFirst()
                    .orElseGet(() -> new Slot(sensor)));
        }
        for (Slot slot : slots) {
            if (!next.contains(slot)) {
                slot.end();
            }
        }
        slots.clear();
        slots.addAll(next);
    }

    /**
     * Starts the samples that are due.
     *
     * @param now the instant, on the ticker
     * @param here whether the caller takes samples itself
     * @return those that are left to the caller, who may never come back from them
     */
    Due dispatch(long now, boolean here) {
        List<Flight<Sample>> own = new ArrayList<>();
        List<Slot> quick = new ArrayList<>();
        boolean elsewhere = false;
        for (Slot slot : slots) {
            if (slot.flight == null && now - slot.due >= 0) {
                Flight<Sample> next = slot.start(now);
                if (here && slot.quick && !slot.sensor.blocking()) {
                    own.add(next);
                } else if (slot.quick) {
                    quick.add(slot);
                } else {
                    elsewhere = true;
                    slot.launch(next, now);
                }
            }
        }
        if (!quick.isEmpty()) {
            launch(quick, now);
        }
        return new Due(own, elsewhere || !quick.isEmpty());
    }

    private void launch(List<Slot> quick, long now) {
        List<Flight<Sample>> row = new ArrayList<>();
        for (Slot slot : quick) {
            if (slot.flight != null) {
                row.add(slot.flight);
            }
        }
        try {
            executor.execute(() -> row.forEach(Flight::run));
        } catch (RejectedExecutionException full) {
            quick.forEach(slot -> slot.refused(full, now));
        }
    }

    /** Takes in what has come back, and interrupts what has outstayed its time. */
    void collect(long now) {
        for (Slot slot : slots) {
            if (slot.flight != null) {
                slot.land(slot.flight, now);
            }
        }
    }

    /** Gives up what is in flight. */
    void stop() {
        slots.forEach(Slot::abandon);
    }

    /** Gives running samples so much more time: it is not theirs that was lost. */
    void excuse(long nanos) {
        slots.forEach(slot -> slot.deadline += nanos);
    }

    /**
     * What is due.
     *
     * @param here for the caller to run, one after another
     * @param elsewhere whether other threads are at it, too
     */
    record Due(List<Flight<Sample>> here, boolean elsewhere) {
        static final Due NOTHING = new Due(List.of(), false);
    }

    private final class Slot {
        private final Sensor sensor;
        private final String hook;
        private final Snapshot.Source source;
        private long due;
        private long started;
        private long deadline;
        private boolean overdue;
        private int quickness;
        private boolean quick;
        private int failures;
        private @Nullable Flight<Sample> flight;

        Slot(Sensor sensor) {
            this.sensor = sensor;
            this.hook = "probe " + sensor.name();
            long staleAfter = 3 * sensor.interval().toNanos() + sensor.timeout().toNanos();
            this.source = new Snapshot.Source(sensor.name(), sensor.component(), staleAfter);
            this.due = ticker.nanos();
        }

        Flight<Sample> start(long now) {
            started = now;
            deadline = now + sensor.timeout().toNanos();
            overdue = false;
            Flight<Sample> next = new Flight<>(
                    () -> spares.looking(() -> Sample.of(sensor.probe().sample())), ticker);
            flight = next;
            return next;
        }

        void launch(Flight<Sample> next, long now) {
            try {
                executor.execute(next);
            } catch (RejectedExecutionException full) {
                refused(full, now);
            }
        }

        void refused(RejectedExecutionException full, long now) {
            flight = null;
            failed(full, now);
        }

        void land(Flight<Sample> landing, long now) {
            if (!landing.done()) {
                stillOut(landing, now);
                return;
            }
            flight = null;
            timed(landing.took());
            Throwable failure = landing.failure();
            Sample seen = landing.result();
            if (overdue) { // what it saw is from another time
                backOff(now);
            } else if (failure != null) {
                failed(failure, now);
            } else if (seen != null) {
                took(seen, now);
            }
        }

        void end() {
            abandon();
            hooks.mended(hook);
        }

        void abandon() {
            if (flight != null) {
                flight.abandon();
            }
        }

        /** A sample that takes a little longer now and then may be due to the machine rather than to the probe. */
        private void timed(long took) {
            if (took > PATIENCE) {
                slow();
            } else {
                quickness = took <= QUICK ? Math.min(IN_A_ROW, quickness + 1) : quick ? quickness - 3 : 0;
                quick = quickness == IN_A_ROW || (quick && quickness > 0);
            }
        }

        private void slow() {
            quickness = 0;
            quick = false;
        }

        private void stillOut(Flight<Sample> landing, long now) {
            if (quick
                    && now - started >= PATIENCE
                    && landing.queued()) { // behind one that was quick and is not any more
                slow();
                deadline = now + sensor.timeout().toNanos();
                launch(landing, now);
            } else if (now - deadline >= 0 && !overdue) {
                interrupt(landing, now);
            }
        }

        private void took(Sample seen, long now) {
            failures = 0;
            due = next(sensor.interval().toNanos(), now);
            if (log.isPresent()) {
                log.get().add(source, seen.metrics(), started);
            }
            String complaint = readings.put(seen.metrics(), source, started).orElse(seen.complaint());
            if (complaint.isEmpty()) {
                hooks.works(hook);
            } else {
                hooks.failed(hook, new Fault("MetricsLeftOut", complaint, ""));
            }
        }

        private void failed(Throwable failure, long now) {
            hooks.failed(hook, failure);
            if (failure
                    instanceof OutOfMemoryError) { // not its fault, and the one that sees the lack must not be the last
                due = next(sensor.interval().toNanos(), now);
            } else {
                backOff(now);
            }
        }

        private void backOff(long now) {
            failures = Math.min(failures + 1, 16);
            long interval = sensor.interval().toNanos();
            long wait = Math.max(interval, Math.min(interval << Math.min(failures - 1, 5), LONGEST_BACKOFF));
            due = next(wait, now);
        }

        private void interrupt(Flight<?> hanging, long now) {
            overdue = true;
            String held = "no answer within " + Words.duration(sensor.timeout());
            hooks.failed(hook, new Fault("ProbeTimedOut", held, ""));
            if (hanging.abandon()) {
                flight = null;
                due = next(sensor.interval().toNanos(), now);
            }
        }

        /**
         * In step with when the last one was due, and never to catch up. Counted from its start, which comes a little late,
         * now more and now less, every third sample would be found to be too early, and left out.
         */
        private long next(long wait, long now) {
            return due + wait - now > 0 ? due + wait : now;
        }
    }
}
