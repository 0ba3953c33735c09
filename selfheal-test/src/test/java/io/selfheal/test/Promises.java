package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is promised of the engine, held against the record of a day; knows nothing of how the engine does it. */
final class Promises {
    private final List<HealingEvent> events;
    private final SimulatedDay day;

    private Promises(SimulatedDay day) {
        this.day = day;
        this.events = day.events();
    }

    static void hold(SimulatedDay day) {
        Promises promises = new Promises(day);
        assertThat(day.breaches()).as("actions that overlapped").isEmpty();
        promises.sequenceGrowsByOne();
        promises.everyStartHasADecisionBeforeItAndOneOutcomeAfterIt();
        if (!day.jumping()) { // its events carry labels, not times
            promises.neverOverBudget();
        }
        promises.neverInsideACooldown();
        promises.nothingInObserve();
        promises.everyIncidentEndsOnceOrIsOpen();
        KernelPromises.hold(day, promises.events);
    }

    /** What the record alone has to keep, also where it has lost what really happened. */
    static void holdOfTheRecord(SimulatedDay day) {
        Promises promises = new Promises(day);
        promises.sequenceGrowsByOne();
        promises.everyStartHasADecisionBeforeItAndOneOutcomeAfterIt();
        promises.everyIncidentEndsOnceOrIsOpen();
    }

    private void sequenceGrowsByOne() {
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence())
                    .as("sequence of %s", events.get(i))
                    .isEqualTo(i + 1L);
        }
    }

    private void everyStartHasADecisionBeforeItAndOneOutcomeAfterIt() {
        Map<String, String> decided = new HashMap<>();
        Map<String, HealingEvent.ActionStarted> unjudged = new HashMap<>();
        Set<String> escalated = new HashSet<>();
        for (HealingEvent event : events) {
            if (event instanceof HealingEvent.DecisionMade made) {
                decided.put(made.incident(), made.decision() instanceof Decision.Heal heal ? heal.action() : "");
                if (made.decision() instanceof Decision.Escalate) {
                    escalated.add(made.incident());
                }
            } else if (event instanceof HealingEvent.ActionStarted started) {
                assertThat(decided.remove(started.incident()))
                        .as("decision before %s", started)
                        .isEqualTo(started.action());
                assertThat(escalated).as("escalated before %s", started).doesNotContain(started.incident());
                assertThat(unjudged.put(started.incident(), started))
                        .as("unjudged before %s", started)
                        .isNull();
            } else if (event instanceof HealingEvent.OutcomeJudged judged) {
                assertThat(unjudged.remove(judged.incident()))
                        .as("start before %s", judged)
                        .isNotNull();
            } else if (event instanceof HealingEvent.IncidentClosed closed) {
                assertThat(unjudged).as("closed before its action was judged").doesNotContainKey(closed.incident());
            }
        }
    }

    private void neverOverBudget() {
        Deque<Instant> starts = new ArrayDeque<>();
        for (HealingEvent.ActionStarted started : of(HealingEvent.ActionStarted.class)) {
            starts.addLast(started.time());
            while (Duration.between(starts.getFirst(), started.time()).compareTo(SimulatedDay.WINDOW) >= 0) {
                starts.removeFirst();
            }
            assertThat(starts)
                    .as("starts within the window of %s", started)
                    .hasSizeLessThanOrEqualTo(SimulatedDay.BUDGET);
        }
    }

    /** From the end of the body, seen from the inside, to the next start; a fifth of jitter, and a turn of a second. */
    private void neverInsideACooldown() {
        Duration least =
                SimulatedDay.FIRST_COOLDOWN.multipliedBy(8).dividedBy(10).minusSeconds(1);
        Map<String, SimulatedDay.Span> last = new HashMap<>();
        List<SimulatedDay.Span> inOrder = day.spans().stream() // a body that outlives its process ends after later ones
                .sorted(Comparator.comparingLong(SimulatedDay.Span::began))
                .toList();
        for (SimulatedDay.Span span : inOrder) {
            SimulatedDay.Span before = last.put(span.action(), span);
            boolean undo = span.action().startsWith("firm"); // its undoing follows at once, by design
            if (before != null && !undo) {
                assertThat(Duration.ofNanos(span.began() - before.ended()))
                        .as("%s after %s", span, before)
                        .isGreaterThanOrEqualTo(least);
            }
        }
    }

    private void nothingInObserve() {
        for (HealingEvent.ActionStarted started : of(HealingEvent.ActionStarted.class)) {
            assertThat(day.mode(started.action())).as("mode of %s", started).isNotEqualTo(Mode.OBSERVE);
        }
        Mode global = Mode.ENFORCE;
        for (HealingEvent event : events) {
            if (event instanceof HealingEvent.LoopStarted started) {
                global = started.mode();
            } else if (event instanceof HealingEvent.ModeChanged changed) {
                global = changed.mode();
            } else if (event instanceof HealingEvent.PolicyApplied applied) {
                global = applied.mode();
            } else if (event instanceof HealingEvent.ActionStarted started) {
                assertThat(global).as("global mode at %s", started).isNotEqualTo(Mode.OBSERVE);
            }
        }
    }

    private void everyIncidentEndsOnceOrIsOpen() {
        Set<String> open = new HashSet<>();
        for (HealingEvent event : events) {
            if (event instanceof HealingEvent.IncidentOpened opened) {
                assertThat(open.add(opened.incident()))
                        .as("opened once: %s", opened)
                        .isTrue();
            } else if (event instanceof HealingEvent.IncidentClosed closed) {
                assertThat(open.remove(closed.incident()))
                        .as("open before: %s", closed)
                        .isTrue();
            }
        }
        assertThat(day.healing().view().open())
                .extracting(incident -> incident.id())
                .containsExactlyInAnyOrderElementsOf(open);
    }

    private <E extends HealingEvent> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
