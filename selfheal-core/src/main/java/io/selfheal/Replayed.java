package io.selfheal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a replay.
 *
 * @param turns the turns at which anything was decided, in the past or by the policy
 * @param turned how many turns there were in all
 */
public record Replayed(List<Turn> turns, int turned) {
    /** Copies the list. */
    public Replayed {
        turns = List.copyOf(turns);
    }

    /** Whether the policy decides as was decided in the past, at each turn the {@linkplain Turn#same() same}. */
    public boolean same() {
        return turns.stream().allMatch(Turn::same);
    }

    /**
     * One turn.
     *
     * @param time when it was
     * @param was what was decided in the past
     * @param would what the policy decides
     * @param cut whether the record ends here, as after a crash: the past may have decided more than it kept
     */
    public record Turn(
            Instant time, List<HealingEvent.DecisionMade> was, List<HealingEvent.DecisionMade> would, boolean cut) {
        /** Copies the lists. */
        public Turn {
            was = List.copyOf(was);
            would = List.copyOf(would);
        }

        /** Whether both decide the same, word for word, on the same symptoms with the same numbers and limits. */
        public boolean same() {
            if (was.size() > would.size() || (was.size() < would.size() && !cut)) {
                return false;
            }
            for (int i = 0; i < was.size(); i++) {
                if (!same(was.get(i), would.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean same(HealingEvent.DecisionMade a, HealingEvent.DecisionMade b) {
            return a.incident().equals(b.incident())
                    && a.symptom().equals(b.symptom())
                    && a.decision().equals(b.decision())
                    && a.provenance().equals(b.provenance());
        }
    }

    /** Collects it turn by turn. */
    static final class Collector {
        private final List<Turn> turns = new ArrayList<>();
        private int turned;
        private boolean same = true;

        void turn(HealingEvent.TurnObserved turn, List<HealingEvent> was, List<HealingEvent> would) {
            settle();
            turned++;
            turns.add(new Turn(turn.time(), decisions(was), decisions(would), false));
        }

        /** The record ends here without an end. */
        void cut() {
            if (!turns.isEmpty()) {
                Turn last = turns.remove(turns.size() - 1);
                turns.add(new Turn(last.time(), last.was(), last.would(), true));
            }
        }

        /** Whether all is the same so far. */
        boolean same() {
            return same && (turns.isEmpty() || turns.get(turns.size() - 1).same());
        }

        Replayed replayed() {
            settle();
            return new Replayed(turns, turned);
        }

        private void settle() {
            if (turns.isEmpty()) {
                return;
            }
            Turn last = turns.get(turns.size() - 1);
            same &= last.same();
            if (last.was().isEmpty() && last.would().isEmpty()) {
                turns.remove(turns.size() - 1);
            }
        }

        private static List<HealingEvent.DecisionMade> decisions(List<HealingEvent> events) {
            return events.stream()
                    .filter(HealingEvent.DecisionMade.class::isInstance)
                    .map(HealingEvent.DecisionMade.class::cast)
                    .toList();
        }
    }
}
