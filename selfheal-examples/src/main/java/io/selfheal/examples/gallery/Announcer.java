package io.selfheal.examples.gallery;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.HealingListener;
import java.time.Instant;

/** Says on the standard output what a healer does, a line each: what, when in milliseconds, and the rest, between tabs. */
final class Announcer implements HealingListener {
    @Override
    public void on(HealingEvent event) {
        if (event instanceof HealingEvent.IncidentOpened e) {
            say("opened", e.time(), e.symptom().id(), e.symptom().shown());
        } else if (event instanceof HealingEvent.DecisionMade e) {
            String action = e.decision() instanceof Decision.Heal heal ? heal.action() : "";
            say(
                    "decided",
                    e.time(),
                    e.symptom().id(),
                    action,
                    e.decision().getClass().getSimpleName() + ": "
                            + e.decision().reason());
        } else if (event instanceof HealingEvent.ActionStarted e) {
            say("started", e.time(), e.action());
        } else if (event instanceof HealingEvent.ActionReturned e) {
            say("returned", e.time(), e.action(), e.took().toMillis() + " ms: " + e.report());
        } else if (event instanceof HealingEvent.OutcomeJudged e) {
            say(
                    "judged",
                    e.time(),
                    e.action(),
                    e.outcome().verdict().name(),
                    e.outcome().detail());
        } else if (event instanceof HealingEvent.EvidenceCollected e) {
            say("evidence", e.time(), e.exhibit().name(), e.exhibit().file());
        } else if (event instanceof HealingEvent.IncidentClosed e) {
            say("closed", e.time(), e.resolution().name(), e.summary());
        } else if (event instanceof HealingEvent.HookFailed e) {
            say("failed", e.time(), e.hook(), e.fault().shown());
        }
    }

    static void say(String what, Instant when, String... rest) {
        synchronized (System.out) {
            System.out.println(what + '\t' + when.toEpochMilli() + '\t' + String.join("\t", rest));
            System.out.flush();
        }
    }
}
