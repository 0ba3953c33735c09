package io.selfheal;

import java.util.Optional;

/**
 * An action that could be taken, with what the guards say of it now.
 *
 * @param action its id
 * @param risk how much harm it may do
 * @param refusal why it may not run now; empty if it may
 */
public record Candidate(String action, Risk risk, Optional<Refusal> refusal) {
    /** Whether the guards would let it run now. */
    public boolean allowed() {
        return refusal.isEmpty();
    }
}
