package io.selfheal.examples;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.HealingListener;
import io.selfheal.Metric;
import io.selfheal.Outcome;
import io.selfheal.Resolution;
import io.selfheal.Verdict;
import io.selfheal.examples.Screen.Tone;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Tells on the screen what the healer does, and knows when the first incident is over. */
final class Storyteller implements HealingListener {
    private final Screen screen;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean healed;

    Storyteller(Screen screen) {
        this.screen = screen;
    }

    /** Waits for the end of the first incident; true if it was healed. */
    boolean healedWithin(Duration patience) throws InterruptedException {
        return over.await(patience.toNanos(), TimeUnit.NANOSECONDS) && healed;
    }

    /** Waits for the first decision. */
    boolean decidedWithin(Duration patience) throws InterruptedException {
        return decided.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void on(HealingEvent event) {
        if (event instanceof HealingEvent.IncidentOpened e) {
            screen.say("SYMPTOM", e.symptom().shown(), Tone.WARNING);
        } else if (event instanceof HealingEvent.DecisionMade e) {
            tell(e.decision());
            decided.countDown();
        } else if (event instanceof HealingEvent.ActionReturned e) {
            screen.say(
                    "ACTION", e.action() + " returned after " + e.took().toMillis() + " ms: " + e.report(), Tone.PLAIN);
        } else if (event instanceof HealingEvent.OutcomeJudged e) {
            judged(e.action(), e.outcome());
        } else if (event instanceof HealingEvent.IncidentClosed e) {
            screen.say("INCIDENT", e.incident() + " closed, " + e.resolution() + ": " + e.summary(), Tone.GOOD);
            healed = e.resolution() == Resolution.HEALED;
            over.countDown();
        } else if (event instanceof HealingEvent.HookFailed e) {
            screen.say("TROUBLE", e.hook() + ": " + e.fault().shown(), Tone.BAD);
        }
    }

    private void tell(Decision decision) {
        if (decision instanceof Decision.Heal heal) {
            screen.say("DECISION", "run " + heal.action() + ", because: " + heal.reason(), Tone.STRONG);
        } else if (decision instanceof Decision.Hold hold) {
            screen.say("DECISION", "hold (" + hold.name() + "): " + hold.reason(), Tone.STRONG);
        } else {
            screen.say("DECISION", "tell a person: " + decision.reason(), Tone.BAD);
        }
    }

    private void judged(String action, Outcome outcome) {
        String after = outcome.after().stream().map(Metric::shown).collect(Collectors.joining(", "));
        String before = outcome.before().stream()
                .map(metric -> metric.name() + " was " + metric.shown())
                .collect(Collectors.joining(", "));
        Tone tone = outcome.verdict() == Verdict.HEALED ? Tone.GOOD : Tone.BAD;
        String now = after.isEmpty() ? "" : " before and is " + after + " after " + action;
        screen.say("VERIFIED", outcome.verdict() + ": " + before + now, tone);
    }
}
