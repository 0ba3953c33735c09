package io.selfheal;

import java.util.Optional;

/**
 * An action that could be taken, with what the guards say of it now.
 *
 * @param action its id
 * @param risk how much harm it may do
 * @param refusal why it may not run now; empty if it may
 * @param component the component that it would work on; empty if that is not told
 * @param reversible whether nothing of its effect stays: see {@link RecoveryAction#reversible()}
 */
public record Candidate(String action, Risk risk, Optional<Refusal> refusal, String component, boolean reversible) {
    /**
     * An action of which no more is told.
     *
     * @param action its id
     * @param risk how much harm it may do
     * @param refusal why it may not run now; empty if it may
     */
    public Candidate(String action, Risk risk, Optional<Refusal> refusal) {
        this(action, risk, refusal, "", false);
    }

    /** Whether the guards would let it run now. */
    public boolean allowed() {
        return refusal.isEmpty();
    }
}
