package io.selfheal;

import java.time.Duration;
import java.util.Optional;

/** Refuses while another action runs, settles or is undone on a component that this one is about or works on. */
final class OneAtATime implements Guard {
    /** How long an interrupted action may take to return before a person is told; an interrupt takes far less. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Override
    public Optional<Refusal> check(Intent intent) {
        return intent.runs().stream()
                .filter(run -> touches(run, intent.target())
                        || touches(run, intent.incident().component()))
                .filter(run -> run.running() || run.verdict().isEmpty())
                .findFirst()
                .map(run -> refusal(run, intent.nanos()));
    }

    private Refusal refusal(Run run, long nanos) {
        boolean overdue = run.running() && run.verdict().isPresent();
        if (overdue && nanos - run.ended() > GRACE.toNanos()) {
            return Refusal.aPerson(
                    name(), run.action() + " was interrupted and has not returned: nothing else is safe to try");
        }
        String doing = overdue ? " was interrupted and has not returned" : run.running() ? " runs" : " settles";
        return Refusal.later(name(), run.action() + doing + " on " + run.target());
    }

    private static boolean touches(Run run, String component) {
        return run.target().equals(component) || run.component().equals(component);
    }
}
