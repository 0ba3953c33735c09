package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits for a person's word, and what was said to it: a fold over events. */
final class Proposals {
    private static final int ENDED = 256;

    private final Map<String, Standing> byIncident = new LinkedHashMap<>();
    private final Map<String, Map<String, Said>> said = new LinkedHashMap<>();
    private final Map<String, String> ended = new LinkedHashMap<>();
    private final Map<String, Integer> made = new LinkedHashMap<>();

    /** A proposal that has not run: {@code approval} is empty while nobody has answered. */
    record Standing(Proposal proposal, long end, Optional<String> approval) {}

    private record Said(Proposal.End end, String reason) {}

    void apply(HealingEvent event, long nanos) {
        if (event instanceof HealingEvent.ActionProposed proposed) {
            Proposal proposal = proposed.proposal();
            long lasts =
                    Duration.between(proposal.proposed(), proposal.expires()).toNanos();
            byIncident.put(proposal.incident(), new Standing(proposal, nanos + lasts, Optional.empty()));
            made.merge(proposal.incident(), 1, Integer::sum);
        } else if (event instanceof HealingEvent.ProposalEnded end) {
            answered(end);
        } else if (event instanceof HealingEvent.ActionStarted started) {
            byIncident.remove(started.incident());
        } else if (event instanceof HealingEvent.IncidentClosed closed) {
            byIncident.remove(closed.incident());
            said.remove(closed.incident());
            made.remove(closed.incident());
        }
    }

    Optional<Standing> of(String incident) {
        return Optional.ofNullable(byIncident.get(incident));
    }

    Optional<Standing> byId(String proposal) {
        return byIncident.values().stream()
                .filter(standing -> standing.proposal().id().equals(proposal))
                .findFirst();
    }

    List<Standing> all() {
        return byIncident.isEmpty() ? List.of() : new ArrayList<>(byIncident.values());
    }

    /** How many were made for an incident. */
    int made(String incident) {
        return made.getOrDefault(incident, 0);
    }

    List<Proposal> waiting() {
        if (byIncident.isEmpty()) {
            return List.of();
        }
        return byIncident.values().stream()
                .filter(standing -> standing.approval().isEmpty())
                .map(Standing::proposal)
                .toList();
    }

    /** What became of a proposal that no longer waits. */
    Optional<String> end(String proposal) {
        return Optional.ofNullable(ended.get(proposal));
    }

    /** What a person's no, or silence, means for an action. */
    Optional<Refusal> refusal(String incident, String action, String guard) {
        Said word = said.getOrDefault(incident, Map.of()).get(action);
        if (word == null) {
            return Optional.empty();
        }
        return Optional.of(
                word.end() == Proposal.End.REJECTED
                        ? Refusal.anotherAction(guard, action + " was rejected: " + word.reason())
                        : Refusal.aPerson(guard, action + " was proposed, but " + word.reason()));
    }

    private void answered(HealingEvent.ProposalEnded end) {
        ended.put(end.proposal(), end.end() + ": " + end.reason());
        if (ended.size() > ENDED) {
            ended.remove(ended.keySet().iterator().next());
        }
        Standing standing = byIncident.get(end.incident());
        if (standing == null || !standing.proposal().id().equals(end.proposal())) {
            return;
        }
        if (end.end() == Proposal.End.APPROVED) {
            byIncident.put(
                    end.incident(), new Standing(standing.proposal(), standing.end(), Optional.of(end.reason())));
            return;
        }
        byIncident.remove(end.incident());
        if (end.end() != Proposal.End.WITHDRAWN) {
            said.computeIfAbsent(end.incident(), incident -> new LinkedHashMap<>())
                    .put(standing.proposal().decision().action(), new Said(end.end(), end.reason()));
        }
    }
}
