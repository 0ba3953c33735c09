package io.selfheal;

import java.util.List;

/**
 * What to do about a case, and why. Data, never code: it names an action by its id, so it can be stored, replayed, and
 * made by a model.
 */
public sealed interface Decision {
    /** Why, in words that the recorded numbers bear out; escaped and capped at 1,000 characters. */
    String reason();

    /** The likely causes, the likeliest first; empty if none was inferred. */
    List<Cause> causes();

    /**
     * Run an action.
     *
     * @param action the action's id
     * @param reason why
     * @param confidence how sure the engine is that it helps, from 0 to 1
     * @param causes the likely causes, the likeliest first; empty if none was inferred
     * @param alternatives what else was considered, and why not
     */
    record Heal(String action, String reason, double confidence, List<Cause> causes, List<Alternative> alternatives)
            implements Decision {
        /** Escapes and caps the texts and copies the lists. */
        public Heal {
            action = Text.name(action);
            reason = Text.detail(reason);
            causes = List.copyOf(causes);
            alternatives = List.copyOf(alternatives);
        }

        /**
         * A decision without inferred causes.
         *
         * @param action the action's id
         * @param reason why
         * @return the decision, with confidence 1
         */
        public static Heal of(String action, String reason) {
            return new Heal(action, reason, 1, List.of(), List.of());
        }
    }

    /**
     * Leave it alone for now.
     *
     * @param name the name of the reason, stable while it stays the same: {@code Cooldown}
     * @param reason why, with the numbers
     * @param causes the likely causes, the likeliest first; empty if none was inferred
     */
    record Hold(String name, String reason, List<Cause> causes) implements Decision {
        /** Escapes and caps the texts and copies the list. */
        public Hold {
            name = Text.name(name);
            reason = Text.detail(reason);
            causes = List.copyOf(causes);
        }

        /**
         * A decision without inferred causes.
         *
         * @param name the name of the reason
         * @param reason why
         */
        public Hold(String name, String reason) {
            this(name, reason, List.of());
        }
    }

    /**
     * Tell a person, and stop touching it.
     *
     * @param reason why, with what was tried
     * @param causes the likely causes, the likeliest first; empty if none was inferred
     */
    record Escalate(String reason, List<Cause> causes) implements Decision {
        /** Escapes and caps the text and copies the list. */
        public Escalate {
            reason = Text.detail(reason);
            causes = List.copyOf(causes);
        }

        /**
         * A decision without inferred causes.
         *
         * @param reason why
         */
        public Escalate(String reason) {
            this(reason, List.of());
        }
    }
}
