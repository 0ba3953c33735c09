package io.selfheal.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads texts in a test. */
final class Reading {
    private Reading() {}

    static List<PolicyProblem> problems(String text, Map<String, String> environment) {
        return problems("selfheal.yaml", text, environment);
    }

    static List<PolicyProblem> problems(String name, String text, Map<String, String> environment) {
        Problems problems = new Problems(name);
        PolicyReader.read(name, text, variable -> Optional.ofNullable(environment.get(variable)), problems);
        return problems.all();
    }

    /** Each as {@code line:column: message}. */
    static List<String> of(String text) {
        return problems(text, Map.of()).stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .toList();
    }
}
