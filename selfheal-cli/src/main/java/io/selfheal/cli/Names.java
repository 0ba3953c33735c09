package io.selfheal.cli;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.Replayed;
import io.selfheal.Spelling;
import io.selfheal.Tool;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What actions and problems are called in the record, in its replay and in the policy. */
final class Names {
    private final Set<String> actions = new TreeSet<>();
    private final Set<String> problems = new TreeSet<>();
    private boolean anyProblem;

    void recorded(HealingEvent event) {
        if (event instanceof HealingEvent.LoopEquipped equipped) {
            equipped.tools().stream().map(Tool::action).forEach(actions::add);
        } else if (event instanceof HealingEvent.IncidentOpened opened) {
            problems.add(opened.symptom().id());
        } else if (event instanceof HealingEvent.IncidentKept kept) {
            problems.add(kept.symptom().id());
        } else if (event instanceof HealingEvent.DecisionMade made) {
            decided(made);
        }
    }

    /** What the policy decides, and what it looks for; nothing if nobody knows beforehand what it may find. */
    void replayed(Replayed replayed, Optional<Set<String>> soughtProblems) {
        replayed.turns().forEach(turn -> turn.would().forEach(this::decided));
        soughtProblems.ifPresentOrElse(problems::addAll, () -> anyProblem = true);
    }

    /** What to say of an action that nothing knows; empty if it is known. */
    Optional<String> unknownAction(String name) {
        return actions.contains(name) ? Optional.empty() : Optional.of(unknown("action", name, actions));
    }

    /** What to say of a problem that nothing knows; empty if it is known, or may be. */
    Optional<String> unknownProblem(String name) {
        return anyProblem || problems.contains(name)
                ? Optional.empty()
                : Optional.of(unknown("problem", name, problems));
    }

    private void decided(HealingEvent.DecisionMade made) {
        problems.add(made.symptom().id());
        if (made.decision() instanceof Decision.Heal heal) {
            actions.add(heal.action());
        }
    }

    private static String unknown(String kind, String name, Set<String> known) {
        String hint = Spelling.nearest(name, known)
                .map(near -> ": did you mean \"" + near + "\"?")
                .orElse(known.isEmpty() ? ": there is none" : "; there are " + String.join(", ", known));
        return "the " + kind + " \"" + Expectations.clean(name) + "\"" + hint;
    }
}
