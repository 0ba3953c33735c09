package io.selfheal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was advised of each open incident, what it cost, and what its word has proved to be worth: a fold over events. */
final class AdviceBook {
    private static final int MOST = 10_000;
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final Map<String, Said> said = new HashMap<>();
    private final Map<String, Forecast> forecasts = new HashMap<>();
    private final Deque<Call> calls = new ArrayDeque<>();
    private final Trust trust = new Trust();

    private record Said(int tries, Advice advice, long at) {}

    /** What was expected of an action that was decided on. */
    private record Forecast(String by, String action, double engine, double advised) {}

    private record Call(long at, Usage usage) {}

    void apply(HealingEvent event, IncidentBook incidents, long nanos) {
        if (event instanceof HealingEvent.AdviceReceived received) {
            heard(received.incident(), received.tries(), received.advice(), incidents, nanos);
        } else if (event instanceof HealingEvent.AdviceMissing missing) {
            heard(missing.incident(), missing.tries(), missing.advice(), incidents, nanos);
        } else if (event instanceof HealingEvent.DecisionMade made) {
            decided(made);
        } else if (event instanceof HealingEvent.OutcomeJudged judged) {
            judged(judged);
        } else if (event instanceof HealingEvent.IncidentClosed closed) {
            said.remove(closed.incident());
            forecasts.remove(closed.incident());
        }
    }

    /** The advice on an incident after so many tries; empty if there is none yet, of either kind. */
    Optional<Counsel> of(String incident, int tries, long now) {
        Said heard = said.get(incident);
        if (heard == null || heard.tries != tries) {
            return Optional.empty();
        }
        return Optional.of(
                new Counsel(heard.advice, trust.of(heard.advice.by()), Duration.ofNanos(Math.max(0, now - heard.at))));
    }

    Spent spent(long now) {
        int lastHour = 0;
        double cost = 0;
        int unpriced = 0;
        for (Call call : calls) {
            if (now - call.at < DAY) {
                boolean known = Double.isFinite(call.usage.cost());
                cost += known ? call.usage.cost() : 0;
                unpriced += known ? 0 : call.usage.calls();
                lastHour += now - call.at < HOUR ? call.usage.calls() : 0;
            }
        }
        return new Spent(lastHour, cost, unpriced);
    }

    private void heard(String incident, int tries, Advice advice, IncidentBook incidents, long nanos) {
        if (incidents.byId(incident).isPresent()) { // else it came too late for anything but the bill
            said.put(incident, new Said(tries, advice, nanos));
        }
        if (advice.usage().calls() > 0) {
            calls.removeIf(call -> nanos - call.at >= DAY);
            calls.addLast(new Call(nanos, advice.usage()));
            if (calls.size() > MOST) {
                calls.removeFirst();
            }
        }
    }

    /** Only what the engine was not sure of: a rule's ladder makes no forecast. */
    private void decided(HealingEvent.DecisionMade made) {
        Said heard = said.get(made.incident());
        forecasts.remove(made.incident());
        boolean advised = made.provenance()
                .filter(provenance -> provenance.kind() == Provenance.Kind.ADVISED)
                .isPresent();
        if (advised
                && heard != null
                && heard.advice instanceof Advice.Opinion opinion
                && made.decision() instanceof Decision.Heal heal
                && heal.confidence() < 1) {
            rank(opinion.actions(), heal.action())
                    .ifPresent(advice -> forecasts.put(
                            made.incident(), new Forecast(opinion.by(), heal.action(), heal.confidence(), advice)));
        }
    }

    /** An action that failed says nothing of whether it was the right one. */
    private void judged(HealingEvent.OutcomeJudged judged) {
        Forecast forecast = forecasts.remove(judged.incident());
        Verdict verdict = judged.outcome().verdict();
        if (forecast != null
                && forecast.action.equals(judged.action())
                && verdict != Verdict.FAILED
                && verdict != Verdict.TIMED_OUT) {
            trust.learn(forecast.by, forecast.engine, forecast.advised, verdict == Verdict.HEALED);
        }
    }

    static Optional<Double> rank(List<Advice.Rank> ranking, String name) {
        return ranking.stream()
                .filter(rank -> rank.name().equals(name))
                .map(Advice.Rank::probability)
                .findFirst();
    }
}
