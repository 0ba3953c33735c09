package io.selfheal.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a sentence says besides its condition.
 *
 * @param name the rule's id; empty to make one of the condition
 * @param reason why it acts; empty to say it in the condition's words
 * @param ladder the actions, gentlest first
 * @param settle how long after an action its effect is judged; empty for as long as the condition takes
 * @param slips what was wrong with how it was written
 */
record Remedy(
        Optional<String> name,
        Optional<String> reason,
        List<String> ladder,
        Optional<Duration> settle,
        List<String> slips) {
    static final Remedy NONE = new Remedy(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of());

    Remedy first(String action) {
        return ladder.isEmpty()
                ? adding(action)
                : adding(action)
                        .slip("run(\"" + action + "\") comes after run(\"" + ladder.get(0)
                                + "\"), and only one can be first;" + " write thenRun(\"" + action
                                + "\") to try it next");
    }

    Remedy next(String action) {
        return ladder.isEmpty()
                ? adding(action)
                        .slip("thenRun(\"" + action + "\") has no run(…) before it; write run(\"" + action + "\")")
                : adding(action);
    }

    Remedy because(String why) {
        return new Remedy(name, Optional.of(why), ladder, settle, slips);
    }

    Remedy named(String id) {
        return new Remedy(Optional.of(id), reason, ladder, settle, slips);
    }

    Remedy settling(Duration time) {
        return new Remedy(name, reason, ladder, Optional.of(time), slips);
    }

    /** This remedy for a condition that took in another one, whose own remedy nobody would see. */
    Remedy over(Remedy other, String condition) {
        Remedy joined = new Remedy(name, reason, ladder, settle, joined(slips, other.slips));
        Remedy unsaid = new Remedy(NONE.name, NONE.reason, NONE.ladder, NONE.settle, other.slips);
        boolean silent = Gist.of(other).equals(Gist.of(unsaid));
        return silent
                ? joined
                : joined.slip(
                        "the part \"" + condition + "\" says run, because, named or settling within and(…) or or(…),"
                                + " where it has no effect; say it after the closing bracket");
    }

    Stream<String> problems() {
        List<String> found = new ArrayList<>(slips);
        if (name.filter(String::isBlank).isPresent()) {
            found.add("named(\"\") is no name; give one, or leave it out");
        }
        if (reason.filter(String::isBlank).isPresent()) {
            found.add("because(\"\") is no reason; give one, or leave it out");
        }
        settle.filter(time -> time.isNegative() || time.isZero())
                .ifPresent(time ->
                        found.add("settling(" + time + ") is not after the action; give a duration greater than 0"));
        Set<String> seen = new HashSet<>();
        for (String action : ladder) {
            if (action.isBlank()) {
                found.add("run(\"" + action + "\") names no action; give the id of one");
            } else if (!seen.add(action)) {
                found.add("the action \"" + action + "\" is twice in the ladder, and each is tried once an incident;"
                        + " leave one out");
            }
        }
        return found.stream();
    }

    String words() {
        return (ladder.isEmpty() ? "" : " run " + String.join(", then ", ladder))
                + reason.map(why -> " because " + why).orElse("");
    }

    private Remedy adding(String action) {
        Objects.requireNonNull(action, "action");
        return new Remedy(name, reason, joined(ladder, List.of(action)), settle, slips);
    }

    private Remedy slip(String problem) {
        return new Remedy(name, reason, ladder, settle, joined(slips, List.of(problem)));
    }

    private static List<String> joined(List<String> head, List<String> tail) {
        return Stream.concat(head.stream(), tail.stream()).toList();
    }
}
