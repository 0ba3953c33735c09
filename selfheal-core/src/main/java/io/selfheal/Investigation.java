package io.selfheal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Has evidence collected when an incident opens, and lets its first action wait for that, but not for long. */
final class Investigation implements Gate {
    private static final String NAME = "Evidence";

    /** Assumed: of a problem that comes and goes a person learns nothing more from the seventh look in ten minutes. */
    private static final int MOST = 6;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private static final Fault ENOUGH = new Fault(
            "EvidenceLimited",
            "collected for " + MOST + " incidents within " + Words.duration(WINDOW) + " already",
            "");

    private final List<Evidence> collectors;
    private final EvidenceFolder folder;
    private final Executor executor;
    private final Ticker ticker;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Spares spares;
    private final History history = new History();
    private final List<Search> searches = new ArrayList<>();
    private final Deque<Long> looks = new ArrayDeque<>();
    private final Limits limits;

    Investigation(
            List<Evidence> collectors,
            EvidenceFolder folder,
            Limits limits,
            Executor executor,
            Ticker ticker,
            Recorder recorder,
            Hooks hooks,
            Spares spares) {
        this.collectors = collectors;
        this.folder = folder;
        this.limits = limits;
        this.executor = executor;
        this.ticker = ticker;
        this.recorder = recorder;
        this.hooks = hooks;
        this.spares = spares;
    }

    void look(Snapshot snapshot) {
        history.add(snapshot);
    }

    /**
     * Begins to collect. What collectors do may cost the host something (a look at all threads, at all classes), so they are not
     * asked for every incident of a flapping problem or of a storm; the metrics are at hand.
     */
    void open(Incident incident, Snapshot snapshot, long now) {
        Set<String> open = new HashSet<>();
        recorder.memory().incidents().open().forEach(other -> open.add(other.id()));
        searches.add(new Search(history.of(Set.of(incident.component())), incident, snapshot, open, now));
        boolean enough = enough(now);
        for (Evidence collector : collectors) {
            if (enough) {
                tell(incident.id(), nothing(collector, ENOUGH));
            } else {
                searches.add(new Search(collector, incident, snapshot, open, now));
            }
        }
    }

    private boolean enough(long now) {
        while (!looks.isEmpty() && now - looks.getFirst() >= WINDOW.toNanos()) {
            looks.removeFirst();
        }
        if (looks.size() >= MOST) {
            return true;
        }
        looks.addLast(now);
        return false;
    }

    /** Takes in what was collected, and gives up what takes too long. */
    void attend(long now) {
        if (searches.isEmpty()) {
            return;
        }
        searches.removeIf(search -> search.over(now));
    }

    @Override
    public Optional<Refusal> pass(Intent intent, Decision.Heal heal, Risk risk) {
        attend(intent.nanos());
        Duration longest = limits.evidence(risk);
        return searches.stream()
                .filter(search -> search.holdsUp(intent.incident(), intent.nanos(), longest.toNanos()))
                .findFirst()
                .map(search -> waits(longest));
    }

    static Refusal waits(Duration longest) {
        return Refusal.later(
                NAME, "what a person will need is collected first, for " + Words.duration(longest) + " at most");
    }

    private final class Search {
        private final String incident;
        private final String hook;
        private final Evidence collector;
        private final Flight<Exhibit> flight;
        private final long began;
        private final long patience;
        private @Nullable Throwable refused;

        Search(Evidence collector, Incident incident, Snapshot snapshot, Set<String> open, long now) {
            this.collector = collector;
            this.incident = incident.id();
            this.hook = "evidence " + Text.name(collector.name());
            this.began = now;
            this.patience = collector.timeout().toNanos();
            this.flight = new Flight<>(
                    () -> spares.looking(() -> folder.keep(
                            incident.id(),
                            collector.name(),
                            collector.ending(),
                            open,
                            to -> collector.collect(incident, snapshot, to))),
                    ticker);
            try {
                executor.execute(flight);
            } catch (RejectedExecutionException full) {
                refused = full;
            }
        }

        boolean holdsUp(Incident other, long now, long longest) {
            return incident.equals(other.id()) && now - began < longest;
        }

        boolean over(long now) {
            Throwable failure = refused != null ? refused : flight.failure();
            Exhibit exhibit = flight.result();
            if (failure != null) {
                hooks.failed(hook, failure);
                tell(incident, nothing(collector, Fault.of(failure)));
            } else if (exhibit != null) {
                hooks.works(hook);
                tell(incident, exhibit);
            } else if (now - began >= patience) {
                flight.abandon();
                Fault late = new Fault(
                        "EvidenceTimedOut", "not collected within " + Words.duration(Duration.ofNanos(patience)), "");
                hooks.failed(hook, late);
                tell(incident, nothing(collector, late));
            } else {
                return false;
            }
            return true;
        }
    }

    private static Exhibit nothing(Evidence collector, Fault why) {
        return new Exhibit(collector.name(), "", 0, Optional.of(why));
    }

    private void tell(String incident, Exhibit exhibit) {
        recorder.record((sequence, time) -> new HealingEvent.EvidenceCollected(sequence, time, incident, exhibit));
    }
}
