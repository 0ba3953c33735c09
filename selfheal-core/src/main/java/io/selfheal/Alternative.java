package io.selfheal;

/**
 * An action that was not chosen.
 *
 * @param action its id
 * @param reason why not
 */
public record Alternative(String action, String reason) {
    /** Escapes and caps the texts. */
    public Alternative {
        action = Text.name(action);
        reason = Text.detail(reason);
    }
}
