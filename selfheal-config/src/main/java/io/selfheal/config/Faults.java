package io.selfheal.config;

import io.selfheal.rule.Sentence;
import java.util.HashSet;
import java.util.Set;

/** Tells what is wrong with a sentence as it grows, each fault where the words stand that brought it in. */
final class Faults {
    private final Problems problems;
    private final Set<String> told = new HashSet<>();

    Faults(Problems problems) {
        this.problems = problems;
    }

    <S extends Sentence<S>> S of(S sentence, Place latest) {
        sentence.problems().stream().filter(told::add).forEach(fault -> problems.add(latest, fault));
        return sentence;
    }
}
