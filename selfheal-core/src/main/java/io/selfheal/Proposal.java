package io.selfheal;

import java.time.Instant;

/**
 * An action that waits for a person's word, in {@link Mode#APPROVE}.
 *
 * @param id by which it is approved or rejected: the incident's id and a number
 * @param incident the incident's id
 * @param decision what would be run, and why
 * @param proposed since when it waits
 * @param expires until when it can be answered, by the wall clock; the loop itself counts by its ticker
 */
public record Proposal(String id, String incident, Decision.Heal decision, Instant proposed, Instant expires) {
    /** How a proposal ended. */
    public enum End {
        /** Somebody said yes: it runs as soon as the guards let it. */
        APPROVED,
        /** Somebody said no: the action is not proposed again for this incident. */
        REJECTED,
        /** Nobody answered in time, or what was approved could not run in time. */
        EXPIRED,
        /** It no longer stands: the incident ended, another action was decided on, or the mode changed. */
        WITHDRAWN
    }
}
