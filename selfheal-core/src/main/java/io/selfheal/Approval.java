package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** In the mode APPROVE a decision becomes a proposal, and what a person approves is what runs. */
final class Approval implements Gate {
    private final Modes modes;
    private final Duration lasts;
    private final Recorder recorder;

    Approval(Modes modes, Duration lasts, Recorder recorder) {
        this.modes = modes;
        this.lasts = lasts;
        this.recorder = recorder;
    }

    @Override
    public Optional<Refusal> pass(Intent intent, Decision.Heal heal, Risk risk) {
        String incident = intent.incident().id();
        Optional<Proposals.Standing> standing = proposals().of(incident);
        if (modes.of(heal.action()) != Mode.APPROVE) {
            standing.filter(other -> other.approval().isEmpty())
                    .ifPresent(other -> withdraw(other, "the mode is ENFORCE now, so nobody is asked"));
            return Optional.empty();
        }
        if (standing.isPresent()) {
            Proposals.Standing known = standing.get();
            if (known.proposal().decision().action().equals(heal.action())) {
                return known.approval().isPresent() ? Optional.empty() : Optional.of(waits(known.proposal()));
            }
            withdraw(known, heal.action() + " is the better choice now");
        }
        return Optional.of(waits(propose(incident, heal)));
    }

    /** Ends what nobody answered, and what was approved but could not run. */
    void expire(long now) {
        for (Proposals.Standing standing : proposals().all()) {
            if (standing.end() - now <= 0) {
                String reason = standing.approval()
                        .map(by -> "it could not run within " + Words.duration(lasts) + " (" + by + ")")
                        .orElse("nobody answered within " + Words.duration(lasts));
                end(standing, Proposal.End.EXPIRED, reason);
            }
        }
    }

    /** A person's word. */
    Answer answer(String proposal, Proposal.End end, String reason, long now) {
        Optional<Proposals.Standing> found = proposals().byId(proposal);
        if (found.isEmpty()) {
            return new Answer(
                    false,
                    proposals()
                            .end(proposal)
                            .map(before -> "it no longer waits, " + before)
                            .orElse("no proposal \"" + Text.name(proposal) + "\" waits"));
        }
        Proposals.Standing standing = found.get();
        if (standing.approval().isPresent()) {
            return new Answer(
                    false, "it was answered before: " + standing.approval().get());
        }
        if (standing.end() - now <= 0) {
            return new Answer(false, "it expired");
        }
        end(standing, end, reason);
        String action = standing.proposal().decision().action();
        return new Answer(
                true,
                end == Proposal.End.APPROVED
                        ? action + " runs as soon as the guards let it"
                        : action + " is not proposed again for this incident");
    }

    /** The incident is over, or belongs to another one. */
    void withdraw(String incident, String reason) {
        proposals()
                .of(incident)
                .filter(standing -> standing.approval().isEmpty())
                .ifPresent(standing -> withdraw(standing, reason));
    }

    private void withdraw(Proposals.Standing standing, String reason) {
        end(standing, Proposal.End.WITHDRAWN, reason);
    }

    private void end(Proposals.Standing standing, Proposal.End end, String reason) {
        Proposal proposal = standing.proposal();
        recorder.record((sequence, time) ->
                new HealingEvent.ProposalEnded(sequence, time, proposal.incident(), proposal.id(), end, reason));
    }

    private Proposal propose(String incident, Decision.Heal heal) {
        HealingEvent.ActionProposed proposed = (HealingEvent.ActionProposed) recorder.record(
                (sequence, time) -> new HealingEvent.ActionProposed(sequence, time, proposal(incident, heal, time)));
        return proposed.proposal();
    }

    private Proposal proposal(String incident, Decision.Heal heal, Instant time) {
        String id = incident + "." + (proposals().made(incident) + 1);
        return new Proposal(id, incident, heal, time, time.plus(lasts));
    }

    private Proposals proposals() {
        return recorder.memory().proposals();
    }

    private Refusal waits(Proposal proposal) {
        return Refusal.later(
                "Approval",
                "proposal " + proposal.id() + " to run " + proposal.decision().action()
                        + " waits for a person's word until " + proposal.expires());
    }
}
