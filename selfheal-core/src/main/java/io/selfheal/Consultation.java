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

/**
 * Asks an adviser beside the loop, once for each step of an incident, and waits for it until its deadline only, and not at all
 * where it is urgent.
 */
final class Consultation implements Advisory {
    /** How many calls that do not come back are put up with; as many as there are threads. */
    static final int MOST = 2;

    private final DecisionAdvisor advisor;
    private final Advising advising;
    private final Executor executor;
    private final Ticker ticker;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Map<String, Asked> byStep = new LinkedHashMap<>();
    private final List<Flight<Advice>> stuck = new ArrayList<>();

    Consultation(
            DecisionAdvisor advisor,
            Advising advising,
            Executor executor,
            Ticker ticker,
            Recorder recorder,
            Hooks hooks) {
        this.advisor = advisor;
        this.advising = advising;
        this.executor = executor;
        this.ticker = ticker;
        this.recorder = recorder;
        this.hooks = hooks;
    }

    @Override
    public Advising advising() {
        return advising;
    }

    /** Takes in what came, gives up what takes too long, and what nobody needs any more. */
    void attend(long now) {
        stuck.removeIf(Flight::done);
        byStep.values().removeIf(asked -> asked.over(now));
    }

    @Override
    public Optional<Decision.Hold> ask(Case about, Decision alone, DecisionEngine engine, long now) {
        String incident = about.incident().id();
        int tries = about.incident().attempts().size();
        if (!concerns(about, alone)
                || recorder.memory().advice().of(incident, tries, now).isPresent()) {
            return Optional.empty();
        }
        String step = incident + '/' + tries;
        Asked asked = byStep.get(step);
        if (asked == null) {
            asked = new Asked(question(about, engine, now), tries, now);
            byStep.put(step, asked);
        }
        if (asked.over(now)) {
            byStep.remove(step);
            return Optional.empty();
        }
        return urgent(about, alone) ? Optional.empty() : Optional.of(waits());
    }

    void close() {
        byStep.values().forEach(asked -> asked.flight.abandon());
        byStep.clear();
    }

    private Question question(Case about, DecisionEngine engine, long now) {
        List<String> allowed = about.candidates().stream()
                .filter(Candidate::allowed)
                .map(Candidate::action)
                .toList();
        return new Question(
                about,
                engine.causes(),
                allowed,
                advising.deadline(),
                recorder.memory().ledger().runs(),
                recorder.memory().advice().spent(now));
    }

    private final class Asked {
        private final Question question;
        private final String incident;
        private final int tries;
        private final long began;
        private final long deadline;
        private final Flight<Advice> flight;
        private final boolean busy;
        private @Nullable Throwable refused;

        Asked(Question question, int tries, long now) {
            this.question = question;
            this.incident = question.about().incident().id();
            this.tries = tries;
            this.began = now;
            this.deadline = now + advising.deadline().toNanos();
            this.flight = new Flight<>(this::call, ticker);
            this.busy = stuck.size() >= MOST;
            if (!busy) {
                launch();
            }
        }

        private void launch() {
            try {
                executor.execute(flight);
            } catch (RejectedExecutionException full) {
                refused = full;
            }
        }

        private Advice call() throws Exception {
            Duration left = Duration.ofNanos(Math.max(0, deadline - ticker.nanos()));
            Question inTime = new Question(
                    question.about(), question.causes(), question.actions(), left, question.runs(), question.spent());
            return advisor.advise(inTime);
        }

        /** Whether it has ended in any way, which is recorded. */
        boolean over(long now) {
            boolean landed = flight.done(); // before what it brought: it may land at any moment
            Throwable failure = refused != null ? refused : flight.failure();
            if (recorder.memory().incidents().byId(incident).isEmpty()) {
                giveUp(now, "NotNeeded", "the incident was over before the answer came");
            } else if (failure != null) {
                hooks.failed(hook(), failure);
                tell(missing("Failed", Fault.of(failure).shown(), used()), now);
            } else if (landed) {
                answered(now);
            } else if (busy) {
                tell(missing("Busy", MOST + " earlier calls have not come back", Usage.none()), now);
            } else if (now - deadline >= 0) {
                String late = "no answer within " + Words.duration(advising.deadline());
                hooks.failed(hook(), new Fault("AdviceTimedOut", late, ""));
                giveUp(now, "TimedOut", late);
            } else {
                return false;
            }
            return true;
        }

        private void answered(long now) {
            Advice advice = flight.result();
            if (advice == null) {
                NullPointerException nothing =
                        new NullPointerException("advise() returned null: return an Abstention instead");
                hooks.failed(hook(), nothing);
                tell(missing("Failed", Fault.of(nothing).shown(), Usage.unknown()), now);
            } else if (flight.ended() - deadline > 0) {
                hooks.failed(hook(), new Fault("AdviceTimedOut", "it answered too late", ""));
                tell(missing("TimedOut", "it answered too late", advice.usage()), now);
            } else {
                hooks.works(hook());
                tell(Vetting.of(question, advice), now);
            }
        }

        private void giveUp(long now, String name, String reason) {
            boolean gone = flight.abandon();
            if (!gone) {
                stuck.add(flight);
            }
            boolean called = !gone || flight.done();
            tell(missing(name, reason, called ? Usage.unknown() : Usage.none()), now);
        }

        private Usage used() {
            return refused != null ? Usage.none() : Usage.unknown();
        }

        private Advice.Missing missing(String name, String reason, Usage usage) {
            return new Advice.Missing(advising.advisor(), name, reason, usage);
        }

        private String hook() {
            return "adviser " + advising.advisor();
        }

        private void tell(Advice advice, long now) {
            Duration took = Duration.ofNanos(now - began);
            recorder.record((sequence, time) -> advice instanceof Advice.Missing missing
                    ? new HealingEvent.AdviceMissing(sequence, time, incident, tries, took, missing)
                    : new HealingEvent.AdviceReceived(sequence, time, incident, tries, took, advice));
        }
    }
}
