package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Asks the fleet beside the loop, keeps a grant for as long as its action is at work, and gives it back. */
final class Permits implements Gate {
    private static final String NAME = "FleetPermit";

    /** From a no to the next question: a fleet that has just refused needs time, not questions. */
    private static final long AGAIN = Duration.ofSeconds(15).toNanos();

    private final FleetPermit fleet;
    private final String service;
    private final Executor executor;
    private final Ticker ticker;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Spares spares;
    private final Releases releases;
    private Map<String, Remedy> remedies = Map.of();
    private final Map<String, Asked> byIncident = new LinkedHashMap<>();

    Permits(
            FleetPermit fleet,
            String service,
            Executor executor,
            Ticker ticker,
            Recorder recorder,
            Hooks hooks,
            Spares spares) {
        this.fleet = fleet;
        this.service = service;
        this.executor = executor;
        this.ticker = ticker;
        this.recorder = recorder;
        this.hooks = hooks;
        this.spares = spares;
        this.releases = new Releases(executor, ticker);
    }

    @Override
    public Optional<Refusal> pass(Intent intent, Decision.Heal heal, Risk risk) {
        String incident = intent.incident().id();
        Asked asked = byIncident.get(incident);
        if (asked == null || !asked.action.equals(heal.action()) || asked.mayAskAgain(intent.nanos())) {
            if (asked != null) {
                asked.giveBack();
            }
            asked = new Asked(intent, heal.action());
            byIncident.put(incident, asked);
        }
        return asked.look(intent.nanos());
    }

    /** Goes on with these actions. */
    void adopt(Map<String, Remedy> next) {
        remedies = next;
    }

    /** Gives back what is no longer used. */
    void attend(ActionRunner runner, long now) {
        byIncident.values().removeIf(asked -> {
            boolean over = recorder.memory().incidents().byId(asked.incident).isEmpty();
            boolean unused = asked.granted && !runner.working(asked.incident);
            if (!over) {
                asked.hear(now); // also where a guard keeps the action from being asked about any more
            }
            if (over || unused) {
                asked.giveBack();
            }
            return over || unused;
        });
        releases.tell(hooks);
    }

    static Refusal asking(String action) {
        return Refusal.later(NAME, "the fleet is asked whether " + action + " may run");
    }

    static Refusal refused(String reason) {
        return Refusal.later(NAME, "not permitted: " + reason);
    }

    /** True if a no is old enough to ask once more. */
    static boolean isDueAgain(long refusedAt, long now) {
        return now - refusedAt >= AGAIN;
    }

    /** Gives back whatever there is, and waits a little for it: the threads that do it are about to be ended. */
    void close(long millis) {
        List<Asked> asking = new ArrayList<>();
        for (Asked asked : byIncident.values()) {
            if (!asked.giveBack()) {
                asking.add(asked);
            }
        }
        byIncident.clear();
        try {
            for (Asked asked : asking) { // its answer may be a grant
                asked.flight.await(millis / 4 / asking.size());
            }
            releases.await(millis - millis / 4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        releases.tell(hooks);
    }

    private final class Asked {
        private final String incident;
        private final String action;
        private final Flight<FleetPermit.Grant> flight;
        private final long deadline;
        private boolean answered;
        private boolean granted;
        private long answeredAt;
        private Optional<Refusal> refusal = Optional.empty();
        private boolean unwanted;
        private FleetPermit.@Nullable Grant held;
        private @Nullable Throwable refused;

        Asked(Intent intent, String action) {
            this.incident = intent.incident().id();
            this.action = action;
            this.deadline = intent.nanos() + fleet.timeout().toNanos();
            FleetPermit.Request request = request(intent);
            this.flight = new Flight<>(() -> ask(request), ticker);
            try {
                executor.execute(flight);
            } catch (RejectedExecutionException full) {
                refused = full;
            }
        }

        private FleetPermit.Request request(Intent intent) {
            Optional<Remedy> remedy = Optional.ofNullable(remedies.get(intent.action()));
            return new FleetPermit.Request(
                    service,
                    incident,
                    intent.target(),
                    intent.action(),
                    remedy.map(Remedy::risk).orElse(Risk.HIGH),
                    remedy.map(Remedy::timeout).orElse(Duration.ZERO));
        }

        private FleetPermit.Grant ask(FleetPermit.Request request) throws Exception {
            FleetPermit.Grant grant = spares.acting(() -> fleet.ask(request));
            if (grant.granted() && !keep(grant)) {
                Thread.interrupted(); // that was meant for the question, and must not stop the grant on its way back
                releases.run(grant);
            }
            return grant;
        }

        /** False if nobody waits for it any more. */
        private synchronized boolean keep(FleetPermit.Grant grant) {
            held = unwanted ? null : grant;
            return !unwanted;
        }

        private synchronized FleetPermit.@Nullable Grant take() {
            FleetPermit.Grant grant = held;
            unwanted = true;
            held = null;
            return grant;
        }

        Optional<Refusal> look(long now) {
            if (!answered) {
                takeIn(now);
            }
            return refusal;
        }

        /** Takes in an answer that has come, or is overdue. */
        void hear(long now) {
            if (!answered && (refused != null || flight.done() || now - deadline >= 0)) {
                takeIn(now);
            }
        }

        private void takeIn(long now) {
            boolean landed = flight.done(); // before what it brought: it may land at any moment
            Throwable failure = refused != null ? refused : flight.failure();
            FleetPermit.Grant grant = flight.result();
            if (failure != null) {
                hooks.failed("fleet permit", failure);
                answer(
                        false,
                        "the fleet could not be asked: " + Fault.of(failure).shown(),
                        now);
            } else if (landed) {
                hooks.works("fleet permit");
                boolean yes = grant != null && grant.granted();
                answer(yes, grant == null ? "the fleet gave no answer" : grant.reason(), now);
            } else if (now - deadline >= 0) {
                giveBack();
                answer(false, "the fleet did not answer within " + Words.duration(fleet.timeout()), now);
            } else {
                refusal = Optional.of(asking(action));
            }
        }

        private void answer(boolean yes, String reason, long now) {
            answered = true;
            answeredAt = now;
            granted = yes;
            refusal = yes ? Optional.empty() : Optional.of(refused(reason));
            recorder.record(
                    (sequence, time) -> new HealingEvent.PermitAnswered(sequence, time, incident, action, yes, reason));
        }

        boolean mayAskAgain(long now) {
            return answered && !granted && isDueAgain(answeredAt, now);
        }

        /** False if the fleet is still being asked; what it grants then goes back at once. */
        boolean giveBack() {
            boolean over = flight.abandon(); // before nobody waits for it: who gives it back must not be interrupted
            FleetPermit.Grant grant = take();
            granted = false;
            if (grant != null) {
                releases.begin(grant);
            }
            return over;
        }
    }
}
