package io.selfheal.cli;

import io.selfheal.Decision;
import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.Replayed;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One thing that is expected of a policy in a replay. */
sealed interface Expectation {
    /** What is not as expected; empty if all is. */
    Optional<String> unmet(Replayed replayed);

    /** What it names that nothing knows: it would be met, or not, whatever the policy decides. */
    Stream<String> unknown(Names names);

    /** It decides as was decided, or not. */
    record Same(boolean same) implements Expectation {
        @Override
        public Optional<String> unmet(Replayed replayed) {
            long differing = replayed.turns().stream()
                    .filter(turn -> !Pair.of(turn).stream().allMatch(Pair::same))
                    .count();
            if ((differing == 0) == same) {
                return Optional.empty();
            }
            return Optional.of(
                    same
                            ? "the policy decides otherwise at " + differing + " turns"
                            : "the policy decides just as was decided");
        }

        @Override
        public Stream<String> unknown(Names names) {
            return Stream.empty();
        }
    }

    /** It runs an action: so many times, or at least once; of one problem, or of any. */
    record Runs(String action, Optional<String> problem, OptionalInt times) implements Expectation {
        @Override
        public Optional<String> unmet(Replayed replayed) {
            long found = count(
                    replayed,
                    problem,
                    made -> made.decision() instanceof Decision.Heal heal
                            && heal.action().equals(action));
            return times.isPresent() ? exactly(found, times.getAsInt()) : found > 0 ? Optional.empty() : exactly(0, 1);
        }

        @Override
        public Stream<String> unknown(Names names) {
            return Stream.concat(names.unknownAction(action).stream(), problem.flatMap(names::unknownProblem).stream());
        }

        private Optional<String> exactly(long found, int expected) {
            return found == expected
                    ? Optional.empty()
                    : Optional.of(action + of(problem) + " is run " + often(found) + ", expected "
                            + (times.isPresent() ? often(expected) : "at least once"));
        }
    }

    /** It tells a person: so many times, or at least once; of one problem, or of any. */
    record Escalates(Optional<String> problem, OptionalInt times) implements Expectation {
        @Override
        public Optional<String> unmet(Replayed replayed) {
            long found = count(replayed, problem, made -> made.decision() instanceof Decision.Escalate);
            boolean met = times.isPresent() ? found == times.getAsInt() : found > 0;
            return met
                    ? Optional.empty()
                    : Optional.of("a person is told" + of(problem) + " " + often(found) + ", expected "
                            + (times.isPresent() ? often(times.getAsInt()) : "at least once"));
        }

        @Override
        public Stream<String> unknown(Names names) {
            return problem.flatMap(names::unknownProblem).stream();
        }
    }

    private static long count(Replayed replayed, Optional<String> problem, Predicate<DecisionMade> which) {
        return replayed.turns().stream()
                .flatMap(turn -> turn.would().stream())
                .filter(made ->
                        problem.isEmpty() || problem.get().equals(made.symptom().id()))
                .filter(which)
                .count();
    }

    private static String of(Optional<String> problem) {
        return problem.map(name -> " for " + name).orElse("");
    }

    private static String often(long count) {
        return count == 0 ? "never" : count == 1 ? "once" : count + " times";
    }
}
