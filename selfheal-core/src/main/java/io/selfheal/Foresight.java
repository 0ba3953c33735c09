package io.selfheal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a forecast that has raised a symptom on record: when it is raised, and each time half of the time left is over. */
final class Foresight {
    private final String problem;
    private final Outlook outlook;
    private Optional<Exhaustion> seen = Optional.empty();
    private @Nullable Duration told;

    private Foresight(String problem, Outlook outlook) {
        this.problem = problem;
        this.outlook = outlook;
    }

    static List<Foresight> of(String problem, Detector detector) {
        return detector.learners()
                .filter(Outlook.class::isInstance)
                .map(outlook -> new Foresight(problem, (Outlook) outlook))
                .toList();
    }

    /** What was foreseen last. */
    Optional<Exhaustion> exhaustion() {
        return seen;
    }

    /**
     * Looks whether something else is foreseen by now.
     *
     * @param raised whether the problem's symptom holds
     * @return whether something else is
     */
    boolean look(boolean raised, Recorder recorder) {
        Optional<Exhaustion> found = outlook.exhaustion();
        boolean changed = !found.equals(seen);
        seen = found;
        if (!raised) {
            told = null;
        } else if (found.isPresent() && newsworthy(found.get().likely())) {
            told = found.get().likely();
            recorder.record(
                    (sequence, time) -> new HealingEvent.ExhaustionForeseen(sequence, time, problem, found.get()));
        }
        return changed;
    }

    private boolean newsworthy(Duration likely) {
        Duration before = told;
        return before == null || likely.compareTo(before.dividedBy(2)) < 0;
    }
}
