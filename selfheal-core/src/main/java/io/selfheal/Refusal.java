package io.selfheal;

/**
 * Why a guard does not let an action run.
 *
 * @param guard the guard's name
 * @param reason why, with the numbers; escaped and capped at 1,000 characters
 * @param until what would have to change
 */
public record Refusal(String guard, String reason, Until until) {
    /** Escapes and caps the texts. */
    public Refusal {
        guard = Text.name(guard);
        reason = Text.detail(reason);
    }

    /** What would have to change before healing can go on. */
    public enum Until {
        /** Time: the same action may be let through later, so wait for it. */
        LATER,
        /** The action: another one may be let through, so try the next. */
        ANOTHER_ACTION,
        /** A person: nothing should be tried on this incident, so escalate. */
        A_PERSON
    }

    /**
     * A refusal that time may lift.
     *
     * @param guard the guard's name
     * @param reason why
     * @return the refusal
     */
    public static Refusal later(String guard, String reason) {
        return new Refusal(guard, reason, Until.LATER);
    }

    /**
     * A refusal of this action only.
     *
     * @param guard the guard's name
     * @param reason why
     * @return the refusal
     */
    public static Refusal anotherAction(String guard, String reason) {
        return new Refusal(guard, reason, Until.ANOTHER_ACTION);
    }

    /**
     * A refusal of every action on this incident.
     *
     * @param guard the guard's name
     * @param reason why
     * @return the refusal
     */
    public static Refusal aPerson(String guard, String reason) {
        return new Refusal(guard, reason, Until.A_PERSON);
    }
}
