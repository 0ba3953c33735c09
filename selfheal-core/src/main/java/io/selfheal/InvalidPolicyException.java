package io.selfheal;

import java.util.List;

/** What the host asked for cannot be built: every problem at once, each with its culprit and its fix. */
public final class InvalidPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The problems, as the message lists them. */
    private final transient List<String> problems;

    /**
     * Refuses to build.
     *
     * @param problems every problem, with its fix; at least one
     */
    public InvalidPolicyException(List<String> problems) {
        super(problems.size() + (problems.size() == 1 ? " problem" : " problems") + " in the policy:" + "\n  - "
                + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, with its fix. */
    public List<String> problems() {
        return problems;
    }
}
