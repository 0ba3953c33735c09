package io.selfheal;

import java.util.Locale;

/**
 * Whose word a decision goes by: the engine's alone, or with an adviser's.
 *
 * @param kind whether there was advice
 * @param by who gave it; empty if nobody did
 * @param weight how much it counted, from 0 to 0.5; zero if there was none
 * @param reason why there was none, or what came of it
 */
public record Provenance(Kind kind, String by, double weight, String reason) {
    /** Escapes and caps the texts. */
    public Provenance {
        by = Text.name(by);
        reason = Text.detail(reason);
    }

    /** Whether there was advice. */
    public enum Kind {
        /** The engine decided alone. */
        ENGINE_ONLY,
        /** The engine decided on a case with advice in it. */
        ADVISED
    }

    /**
     * The engine's word alone.
     *
     * @param reason why there is no advice
     * @return the provenance
     */
    public static Provenance engineOnly(String reason) {
        return new Provenance(Kind.ENGINE_ONLY, "", 0, reason);
    }

    /** As a person reads it: {@code engine-only (TimedOut: no answer within 2 s)}. */
    public String shown() {
        return kind == Kind.ENGINE_ONLY
                ? "engine-only (" + reason + ")"
                : "advised by " + by + " at weight " + String.format(Locale.ROOT, "%.2f", weight) + ": " + reason;
    }
}
