package io.selfheal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the recorded past run through a policy, in its own time, with the engine itself: what would this policy have done?
 * Needs a journal that was kept with {@link SelfHealing.Builder#recordMetrics()}. No probe is asked and no action is run:
 * metrics are those that were recorded, and an action that was also run in the past ends as it then ended; of one that was
 * not, nobody knows what it would have done, so it returns at once and is judged by the recorded metrics. Not safe for use
 * by several threads.
 */
public final class Replay {
    private final Blueprint described;
    private final Replayed.Collector collector = new Replayed.Collector();
    private final List<HealingEvent> past = new ArrayList<>();
    private final List<HealingEvent> would = new ArrayList<>();
    private final RecordedTime time = new RecordedTime();
    private List<HealingEvent> turn = new ArrayList<>();
    private HealingEvent.@Nullable LoopEquipped equipment;
    private @Nullable ReplayedLoop loop;
    private Optional<Set<String>> problems = Optional.empty();

    private Replay(Blueprint described) {
        this.described = described;
    }

    /**
     * A replay.
     *
     * @param policy describes the healer as a host would; its probes, journal, listeners, executor and clocks are not used,
     *     and an action that only the record knows need not be registered
     * @return the replay, at the beginning
     */
    public static Replay of(SelfHealing.Builder policy) {
        return new Replay(policy.blueprint().copy());
    }

    /**
     * Takes in the next event of a journal.
     *
     * @param event the event; in the order of the journal
     * @throws InvalidPolicyException if the policy cannot be used with the actions of the record
     */
    public void next(HealingEvent event) {
        if (event instanceof HealingEvent.LoopStarted) {
            end();
            turn.add(event);
        } else if (event instanceof HealingEvent.LoopEquipped equipped) {
            equipment = equipped;
            turn.add(event);
        } else if (event instanceof HealingEvent.TurnObserved
                && turn.stream().anyMatch(HealingEvent.TurnObserved.class::isInstance)) {
            run();
            turn.add(event);
        } else {
            turn.add(event);
        }
    }

    /**
     * What came of it; to be called once, after the last event.
     *
     * @return the decisions of the past beside those of the policy
     */
    public Replayed finish() {
        end();
        return collector.replayed();
    }

    /**
     * What the policy looks for, whether or not it was found.
     *
     * @return the ids of its rules; empty before the first turn was run, and if the policy has a detector, as nobody knows
     *     beforehand what that may find
     */
    public Optional<Set<String>> problems() {
        return problems;
    }

    /** Everything that happened again so far. */
    List<HealingEvent> would() {
        return List.copyOf(would);
    }

    /** The process of the past ended here, in order or not. */
    private void end() {
        run();
        ReplayedLoop ended = loop;
        loop = null;
        if (ended == null) {
            return;
        }
        boolean inOrder = !past.isEmpty() && past.get(past.size() - 1) instanceof HealingEvent.LoopStopped;
        if (inOrder) {
            ended.close();
            return;
        }
        collector.cut();
        if (collector.same()) { // what a crash lost, the next process did not know
            would.clear();
            would.addAll(past);
        }
    }

    /** Runs the turn whose events are complete. */
    private void run() {
        List<HealingEvent> events = turn;
        turn = new ArrayList<>();
        HealingEvent.TurnObserved observed = events.stream()
                .filter(HealingEvent.TurnObserved.class::isInstance)
                .map(HealingEvent.TurnObserved.class::cast)
                .findFirst()
                .orElse(null);
        events.stream()
                .filter(event -> !(event instanceof HealingEvent.TurnObserved))
                .forEach(past::add);
        if (observed == null || (loop == null && !observed.whole())) {
            if (loop == null) { // before the first turn that was recorded as a whole
                events.stream()
                        .filter(event -> !(event instanceof HealingEvent.TurnObserved))
                        .forEach(would::add);
            }
            return;
        }
        time.at(observed);
        ReplayedLoop running = loop;
        if (running == null) {
            running = start();
            loop = running;
            problems = running.problems();
        }
        int before = would.size();
        running.turn(observed, events);
        collector.turn(observed, events, would.subList(before, would.size()));
    }

    private ReplayedLoop start() {
        Blueprint blueprint = described.copy();
        HealingEvent.LoopEquipped equipped = equipment;
        Set<String> known = new HashSet<>();
        blueprint.actions.forEach(action -> known.add(action.id()));
        if (equipped != null) {
            equipped.tools().stream()
                    .filter(tool -> !known.contains(tool.action()))
                    .forEach(tool -> blueprint.actions.add(new RecordedAction(tool)));
        }
        return new ReplayedLoop(blueprint, time, equipped, would);
    }

    /** Both clocks, as they were read at the turn. */
    static final class RecordedTime implements InstantSource, Ticker {
        private Instant now = Instant.EPOCH;
        private long nanos;

        void at(HealingEvent.TurnObserved turn) {
            now = turn.time();
            nanos = turn.nanos();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}
