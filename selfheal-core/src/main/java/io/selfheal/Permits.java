package io.selfheal;

import java.time.Duration;
import java.util.LinkedHashMap;
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

    void close() {
        byIncident.values().forEach(Asked::giveBack);
        byIncident.clear();
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
                grant.release().run();
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

        void giveBack() {
            FleetPermit.Grant grant = take();
            flight.abandon();
            granted = false;
            if (grant == null) {
                return;
            }
            Flight<Void> release = new Flight<>(
                    () -> {
                        grant.release().run();
                        return null;
                    },
                    ticker);
            try {
                executor.execute(release);
            } catch (RejectedExecutionException full) {
                hooks.failed("fleet permit", full);
            }
        }
    }
}
