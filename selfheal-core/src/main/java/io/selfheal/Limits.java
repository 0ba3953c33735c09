package io.selfheal;

import java.time.Duration;

/** The numbers of the safety kernel, with their defaults: set while a healer is described, only read afterwards. */
final class Limits {
    /** How many starts in any window of that length. */
    int budget = 10;

    Duration budgetWindow = Duration.ofHours(1);

    /** From the end of an action's first run on a component to its next start; it doubles from run to run. */
    Duration firstCooldown = Duration.ofMinutes(1);

    Duration longestCooldown = Duration.ofHours(1);

    /** How many healings of one problem within a day before a person is told. */
    int recurrence = 5;

    /** The most risk that an action may have: what ends the service for a while is for the host to allow. */
    Risk ceiling = Risk.MODERATE;

    /** How many incidents may open within a window of that length before it is a storm. */
    int storm = 10;

    Duration stormWindow = Duration.ofMinutes(1);

    /** How large a share of all components may have an incident of their own at once before it is a storm. */
    double stormShare = 0.5;

    /** How long an action is not tried on a problem that it made worse: the time a person may need to look at it. */
    Duration quarantine = Duration.ofHours(6);

    /** How long nothing is done after the start. None by default: each rule has its own dwell. */
    Duration grace = Duration.ZERO;

    /** How long a proposal waits for an answer. */
    Duration approval = Duration.ofMinutes(15);

    /**
     * How long evidence may hold up the first action of an incident: hardly one that no user notices, which may be all that
     * a heap waits for that is nearly full; longest one that ends the process, and so everything that could still be seen.
     */
    Duration evidence(Risk risk) {
        return switch (risk) {
            case SAFE -> Duration.ofMillis(100);
            case LOW, MODERATE -> Duration.ofMillis(500);
            case HIGH -> Duration.ofSeconds(2);
        };
    }

    Limits copy() {
        Limits copy = new Limits();
        copy.budget = budget;
        copy.budgetWindow = budgetWindow;
        copy.firstCooldown = firstCooldown;
        copy.longestCooldown = longestCooldown;
        copy.recurrence = recurrence;
        copy.ceiling = ceiling;
        copy.storm = storm;
        copy.stormWindow = stormWindow;
        copy.stormShare = stormShare;
        copy.quarantine = quarantine;
        copy.grace = grace;
        copy.approval = approval;
        return copy;
    }
}
