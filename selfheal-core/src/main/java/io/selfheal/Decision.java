package io.selfheal;

import java.util.List;

/**
 * What to do about a case, and why. Data, never code: it names an action by its id, so it can be stored, replayed, and
 * made by a model.
 */
public sealed interface Decision {
    /** Why, in words that the recorded numbers bear out; escaped and capped at 1,000 characters. */
    String reason();

    /**
     * Run an action.
     *
     * @param action the action's id
     * @param reason why
     * @param confidence how sure the engine is, from 0 to 1
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
     */
    record Hold(String name, String reason) implements Decision {
        /** Escapes and caps the texts. */
        public Hold {
            name = Text.name(name);
            reason = Text.detail(reason);
        }
    }

    /**
     * Tell a person, and stop touching it.
     *
     * @param reason why, with what was tried
     */
    record Escalate(String reason) implements Decision {
        /** Escapes and caps the text. */
        public Escalate {
            reason = Text.detail(reason);
        }
    }
}
