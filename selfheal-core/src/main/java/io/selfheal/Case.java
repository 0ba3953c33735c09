package io.selfheal;

import java.util.List;
import java.util.Optional;

/**
 * All that a {@link DecisionEngine} decides on.
 *
 * @param incident the incident, with its symptom and what was tried before
 * @param snapshot the latest metrics
 * @param symptoms every symptom of the service that holds now, this incident's among them
 * @param candidates the actions that could be taken, the guards' word on each; in the order of the rule's ladder where
 *     there is one, without those already tried in this incident; otherwise every registered action
 * @param laddered whether a rule's ladder says what to try, and in which order
 * @param reason the rule's reason in the host's words; empty where no rule is behind the incident
 * @param background what surrounds the case, and what came before it
 * @param counsel the advice on it, which the loop applies around the engine: an engine need not look at it; empty if nobody
 *     was asked
 */
public record Case(
        Incident incident,
        Snapshot snapshot,
        List<Symptom> symptoms,
        List<Candidate> candidates,
        boolean laddered,
        String reason,
        Background background,
        Optional<Counsel> counsel) {
    /** Copies the lists. */
    public Case {
        symptoms = List.copyOf(symptoms);
        candidates = List.copyOf(candidates);
    }

    /**
     * A case of whose background nothing is known.
     *
     * @param incident the incident
     * @param snapshot the latest metrics
     * @param symptoms every symptom that holds now
     * @param candidates the actions that could be taken
     * @param laddered whether a rule's ladder says what to try
     * @param reason the rule's reason; empty where no rule is behind the incident
     */
    public Case(
            Incident incident,
            Snapshot snapshot,
            List<Symptom> symptoms,
            List<Candidate> candidates,
            boolean laddered,
            String reason) {
        this(incident, snapshot, symptoms, candidates, laddered, reason, Background.none());
    }

    /** A case without advice; the rest as above. */
    public Case(
            Incident incident,
            Snapshot snapshot,
            List<Symptom> symptoms,
            List<Candidate> candidates,
            boolean laddered,
            String reason,
            Background background) {
        this(incident, snapshot, symptoms, candidates, laddered, reason, background, Optional.empty());
    }

    /** The same with advice. */
    Case with(Optional<Counsel> advice) {
        return new Case(incident, snapshot, symptoms, candidates, laddered, reason, background, advice);
    }

    /** The same with other candidates. */
    Case with(List<Candidate> others) {
        return new Case(incident, snapshot, symptoms, others, laddered, reason, background, counsel);
    }
}
