package io.selfheal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The life of one problem of one component, from its first symptom to a verified recovery or an escalation. Immutable:
 * the state at one instant.
 *
 * @param id unique within a journal, readable, and sorted by time: {@code 20261123-144501-7}
 * @param symptom its symptom: the latest while it is open, the last one seen afterwards
 * @param opened when it was opened
 * @param state where it stands
 * @param victims symptoms of components that depend on this one, as they were when they joined: not their own trouble
 * @param attempts what was tried, in order
 * @param evidence what was collected of it
 * @param decision the latest decision; empty before the first
 * @param closed when it ended; empty while it is open
 * @param resolution how it ended; empty while it is open
 * @param provenance whose word the latest decision goes by; empty before the first, and where no adviser is configured
 */
public record Incident(
        String id,
        Symptom symptom,
        Instant opened,
        State state,
        List<Symptom> victims,
        List<Attempt> attempts,
        List<Exhibit> evidence,
        Optional<Decision> decision,
        Optional<Instant> closed,
        Optional<Resolution> resolution,
        Optional<Provenance> provenance) {
    /** Copies the lists. */
    public Incident {
        victims = List.copyOf(victims);
        attempts = List.copyOf(attempts);
        evidence = List.copyOf(evidence);
    }

    /** An incident of a loop without an adviser; the rest as above. */
    public Incident(
            String id,
            Symptom symptom,
            Instant opened,
            State state,
            List<Symptom> victims,
            List<Attempt> attempts,
            List<Exhibit> evidence,
            Optional<Decision> decision,
            Optional<Instant> closed,
            Optional<Resolution> resolution) {
        this(id, symptom, opened, state, victims, attempts, evidence, decision, closed, resolution, Optional.empty());
    }

    /** Where an incident stands. */
    public enum State {
        /** Nothing is being done; its latest decision says why. */
        OPEN,
        /** An action, or the undoing of one, is running. */
        ACTING,
        /** An action returned and its effect is awaited. */
        SETTLING,
        /** A person was told; nothing more is tried. */
        ESCALATED,
        /** It ended. */
        CLOSED
    }

    /** The problem: the id of the rule or detector that saw it. */
    public String problem() {
        return symptom.id();
    }

    /** The component that is sick. */
    public String component() {
        return symptom.component();
    }

    /** Whether it has not ended yet. */
    public boolean open() {
        return state != State.CLOSED;
    }
}
