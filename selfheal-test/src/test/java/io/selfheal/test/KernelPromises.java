package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.Mode;
import io.selfheal.Proposal;
import io.selfheal.Resolution;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the safety kernel promises, held against the record of a day; knows nothing of how the kernel does it. */
final class KernelPromises {
    private final SimulatedDay day;
    private final Set<String> sick = new HashSet<>();
    private final Map<String, String> open = new HashMap<>();
    private final Map<String, String> approved = new HashMap<>();
    private final Set<String> permitted = new HashSet<>();
    private final Map<String, Integer> leases = new HashMap<>();
    private final Map<String, Instant> silences = new HashMap<>();
    private final Map<String, Integer> healed = new HashMap<>();
    private boolean storm;
    private Mode global = Mode.ENFORCE;

    private KernelPromises(SimulatedDay day) {
        this.day = day;
    }

    static void hold(SimulatedDay day, List<HealingEvent> events) {
        KernelPromises promises = new KernelPromises(day);
        events.forEach(promises::next);
    }

    private void next(HealingEvent event) {
        if (event instanceof HealingEvent.ActionStarted started) {
            started(started);
        } else if (event instanceof HealingEvent.SymptomRaised raised) {
            sick.add(raised.symptom().key());
        } else if (event instanceof HealingEvent.SymptomCleared cleared) {
            sick.remove(cleared.symptom().key());
        } else if (event instanceof HealingEvent.IncidentOpened opened) {
            open.put(opened.incident(), opened.symptom().key());
        } else if (event instanceof HealingEvent.IncidentClosed closed) {
            String problem = open.remove(closed.incident());
            healed.merge(problem, closed.resolution() == Resolution.HEALED ? 1 : 0, Integer::sum);
        } else if (event instanceof HealingEvent.SilenceBegan began) {
            silences.put(
                    began.silence().component(),
                    began.time().plus(began.silence().lasts()));
        } else if (event instanceof HealingEvent.SilenceEnded ended) {
            silences.remove(ended.component());
        } else if (event instanceof HealingEvent.LoopStarted started) {
            sick.clear();
            sick.addAll(open.values());
            global = started.mode();
        } else if (event instanceof HealingEvent.ModeChanged changed) {
            global = changed.mode();
        } else if (event instanceof HealingEvent.PolicyApplied applied) {
            global = applied.mode();
        } else if (event instanceof HealingEvent.StormBegan) {
            storm = true;
        } else if (event instanceof HealingEvent.StormEnded) {
            storm = false;
        } else if (event instanceof HealingEvent.ProposalEnded ended) {
            approved.remove(ended.incident());
            if (ended.end() == Proposal.End.APPROVED) {
                approved.put(ended.incident(), ended.proposal());
            }
        } else if (event instanceof HealingEvent.PermitAnswered answered && answered.granted()) {
            permitted.add(answered.incident() + answered.action());
        } else if (event instanceof HealingEvent.LeaseBegan began) {
            leases.merge(began.incident() + began.action(), 1, Integer::sum);
        } else if (event instanceof HealingEvent.LeaseEnded ended) {
            assertThat(leases.merge(ended.incident() + ended.action(), -1, Integer::sum))
                    .as("a lease began before %s", ended)
                    .isNotNegative();
        }
    }

    private void started(HealingEvent.ActionStarted started) {
        String problem = open.get(started.incident());
        assertThat(sick).as("still sick: %s", started).contains(problem);
        assertThat(healed.getOrDefault(problem, 0))
                .as("often healed before %s", started)
                .isLessThan(SimulatedDay.RECURRENCE);
        if (!day.jumping()) { // its events carry labels, not times
            assertThat(silences.getOrDefault("", Instant.MIN))
                    .as("silence over all at %s", started)
                    .isBeforeOrEqualTo(started.time());
            assertThat(silences.getOrDefault(started.component(), Instant.MIN))
                    .as("silence at %s", started)
                    .isBeforeOrEqualTo(started.time());
        }
        assertThat(storm).as("in a storm: %s", started).isFalse();
        Mode own = day.mode(started.action());
        Mode mode = own.compareTo(global) < 0 ? own : global;
        String proposal = approved.remove(started.incident());
        if (mode == Mode.APPROVE) {
            assertThat(proposal).as("approved before %s", started).isNotNull();
        }
        if (day.permits()) {
            assertThat(permitted.remove(started.incident() + started.action()))
                    .as("permitted before %s", started)
                    .isTrue();
        }
        int needed = day.dependencyOf(SimulatedDay.componentOf(started.component()));
        assertThat(sick)
                .as("the dependency of %s", started)
                .noneMatch(key -> key.startsWith("component-" + needed + "/"));
    }
}
