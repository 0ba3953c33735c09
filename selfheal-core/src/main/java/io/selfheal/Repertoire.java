package io.selfheal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Has each action rehearse beside the loop, within its time, and once, however often the plan changes. */
final class Repertoire {
    private final List<Part> parts = new ArrayList<>();
    private final List<Part> underWay = new ArrayList<>();
    private final Executor executor;
    private final Ticker ticker;
    private final Hooks hooks;

    Repertoire(Executor executor, Ticker ticker, Hooks hooks) {
        this.executor = executor;
        this.ticker = ticker;
        this.hooks = hooks;
    }

    /** Goes on with these actions: what is new rehearses. */
    void adopt(Collection<Remedy> remedies) {
        List<Part> gone = parts.stream()
                .filter(part -> part.over && remedies.stream().noneMatch(part::isOf))
                .toList();
        gone.forEach(part -> hooks.mended(part.hook));
        parts.removeAll(gone);
        for (Remedy remedy : remedies) {
            if (parts.stream().noneMatch(part -> part.isOf(remedy) || part.blocks(remedy))) {
                Part part = new Part(remedy);
                parts.add(part);
                underWay.add(part);
            }
        }
    }

    /** Tells what came of the rehearsals, and interrupts what takes too long. */
    void attend(long now) {
        if (!underWay.isEmpty()) {
            underWay.forEach(part -> part.attend(now));
            underWay.removeIf(part -> part.over);
        }
    }

    /** Gives what rehearses so much more time. */
    void excuse(long nanos) {
        underWay.forEach(part -> part.due += nanos);
    }

    private final class Part {
        private final Remedy remedy;
        private final String hook;
        private final Flight<Void> flight;
        private @Nullable Throwable refused;
        private long due;
        private boolean interrupted;
        private boolean over;

        Part(Remedy remedy) {
            this.remedy = remedy;
            this.hook = "rehearsal " + remedy.id();
            this.due = ticker.nanos() + remedy.timeout().toNanos();
            this.flight = new Flight<>(
                    () -> {
                        remedy.action().rehearse();
                        return null;
                    },
                    ticker);
            try {
                executor.execute(flight);
            } catch (RejectedExecutionException full) {
                refused = full;
            }
        }

        @SuppressWarnings("ReferenceEquality") // another action that is equal has rehearsed nothing
        boolean isOf(Remedy other) {
            return remedy.action() == other.action();
        }

        /** Whether another action of that id has to wait for good: a thread that is taken is enough. */
        boolean blocks(Remedy other) {
            return interrupted && !over && remedy.id().equals(other.id());
        }

        void attend(long now) {
            if (flight.done() || refused != null) {
                end(refused != null ? refused : flight.failure());
            } else if (!interrupted && now - due >= 0) {
                boolean gone = flight.abandon();
                if (gone && flight.done()) {
                    return; // just in time
                }
                interrupted = true;
                over = gone;
                String time = Words.duration(remedy.timeout());
                String told = gone ? "no thread was free to rehearse it within " : "it did not return within ";
                hooks.failed(hook, new Fault("RehearsalTimedOut", told + time, ""));
            }
        }

        private void end(@Nullable Throwable failure) {
            over = true;
            if (interrupted) {
                return; // and told
            }
            if (failure == null) {
                hooks.works(hook);
            } else { // the action stays registered; its first run shows the same failure
                hooks.failed(hook, failure);
            }
        }
    }
}
