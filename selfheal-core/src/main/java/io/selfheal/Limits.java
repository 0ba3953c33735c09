package io.selfheal;

import java.time.Duration;

/**
 * The numbers of the safety kernel.
 *
 * @param budget how many starts in any {@code budgetWindow}
 * @param budgetWindow the window of the budget
 * @param firstCooldown from the end of an action's first run on a component to its next start
 * @param longestCooldown the longest that this time grows to
 * @param recurrence how many healings of one problem within a day before a person is told
 */
record Limits(int budget, Duration budgetWindow, Duration firstCooldown, Duration longestCooldown, int recurrence) {
    static final Limits DEFAULT = new Limits(10, Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1), 5);

    Limits withBudget(int runs, Duration window) {
        return new Limits(runs, window, firstCooldown, longestCooldown, recurrence);
    }

    Limits withCooldown(Duration first, Duration longest) {
        return new Limits(budget, budgetWindow, first, longest, recurrence);
    }

    Limits withRecurrence(int healings) {
        return new Limits(budget, budgetWindow, firstCooldown, longestCooldown, healings);
    }
}
