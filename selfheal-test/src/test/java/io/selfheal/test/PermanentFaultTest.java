package io.selfheal.test;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent.ActionStarted;
import io.selfheal.HealingEvent.DecisionMade;
import io.selfheal.HealingEvent.IncidentOpened;
import io.selfheal.SelfHealing;
import io.selfheal.rule.Above;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nothing mends costs a few attempts and one word to a person, and then nothing any more, however long it lasts. */
class PermanentFaultTest {
    private static final int HOURS = 24;
    private static final int BUDGET_OF_AN_HOUR = 10;

    /** Not the smallest object for each of a day's turns. */
    private static final long NO_GROWTH = 200 << 10;

    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(5));
    private final Events events = new Events();
    private final ScriptedProbe load = ScriptedProbe.named("load").gauge("db.load.ratio", 0.95);
    private final List<Integer> eventsPerHour = new ArrayList<>();

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void anActionThatDoesNotHelpRunsOnceAndAPersonIsToldOnce() {
        staysQuietAllDayAfter(RecordingAction.of("restart-pool"));
    }

    @Test
    void oneThatThrowsDoesToo() {
        staysQuietAllDayAfter(RecordingAction.of("restart-pool").throwing(new IOException("refused")));
    }

    @Test
    void oneThatHangsDoesToo() {
        staysQuietAllDayAfter(RecordingAction.of("restart-pool").performs(recovery -> time.spend(VirtualTime.FOREVER)));
    }

    @Test
    void oneThatHangsDeafToInterruptsDoesToo() {
        staysQuietAllDayAfter(
                RecordingAction.of("restart-pool").performs(recovery -> time.spendDeaf(VirtualTime.FOREVER)));
    }

    @Test
    void eachRungOfALadderIsTriedOnceAndThenAPersonIsTold() {
        staysQuietAllDayAfter(
                RecordingAction.of("restart-pool"),
                RecordingAction.of("clear-cache").throwing(new IOException("refused")),
                RecordingAction.of("drop-load"));
    }

    /** Each time it is another incident, for which the same is tried: the cooldown doubles up to an hour. */
    @Test
    void whatComesBackAllDayIsActedOnWithinCooldownAndBudget() {
        RecordingAction action = RecordingAction.of("restart-pool");
        try (SelfHealing healing = healing(action)) {
            for (int hour = 0; hour < HOURS; hour++) {
                int before = events.all().size();
                for (int tenMinutes = 0; tenMinutes < 6; tenMinutes++) {
                    load.gauge("db.load.ratio", 0.95);
                    time.turn(healing, Duration.ofMinutes(8));
                    load.gauge("db.load.ratio", 0.50);
                    time.turn(healing, Duration.ofMinutes(2));
                }
                eventsPerHour.add(events.all().size() - before);
            }
        }

        List<ActionStarted> starts = events.of(ActionStarted.class);
        assertThat(mostWithinAnHour(starts)).as("starts within an hour").isLessThanOrEqualTo(BUDGET_OF_AN_HOUR);
        assertThat(starts).as("starts in a day").hasSizeBetween(HOURS / 2, HOURS + BUDGET_OF_AN_HOUR);
        assertThat(events.decisions().stream().filter("Escalate"::equals).count())
                .as("how often a person is told, once for an incident at most")
                .isLessThanOrEqualTo(events.of(IncidentOpened.class).size());
        assertThat(eventsPerHour.subList(2, HOURS))
                .as("events per hour, of %s", eventsPerHour)
                .allMatch(count -> count <= eventsPerHour.get(0));
    }

    private void staysQuietAllDayAfter(RecordingAction... ladder) {
        try (SelfHealing healing = healing(ladder)) {
            long early = 0;
            for (int hour = 0; hour < HOURS; hour++) {
                int before = events.all().size();
                time.turn(healing, Duration.ofHours(1));
                eventsPerHour.add(events.all().size() - before);
                early = hour == 1 ? live() : early;
            }
            long late = live();

            assertThat(ladder).allSatisfy(RecordingAction::ranOnce);
            assertThat(events.decisions()).filteredOn("Escalate"::equals).hasSize(1);
            assertThat(events).holds(IncidentOpened.class, 1);
            assertThat(eventsPerHour.subList(1, HOURS)).as("events per hour").containsOnly(0);
            assertThat(late - early).as("growth of what lives, in bytes").isLessThan(NO_GROWTH);
            assertThat(healing.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.open()).isTrue();
                assertThat(incident.attempts()).hasSize(ladder.length);
            });
            assertThat(events.last(DecisionMade.class)).get().asString().contains("Nothing is left to try");
        }
    }

    private SelfHealing healing(RecordingAction... ladder) {
        Above rule = when("db.load.ratio").above(0.90).clearingBelow(0.80);
        SelfHealing.Builder builder = time.drive(
                        SelfHealing.builder().service("orders").withoutDiscovery())
                .journal(new MemoryJournal())
                .listener(events)
                .probe(load.on("db"));
        for (RecordingAction action : ladder) {
            rule = action == ladder[0] ? rule.run(action.id()) : rule.thenRun(action.id());
            builder.action(action);
        }
        builder.rule(rule);
        return builder.build();
    }

    private static int mostWithinAnHour(List<ActionStarted> starts) {
        int most = 0;
        for (int first = 0, last = 0; last < starts.size(); last++) {
            Instant end = starts.get(last).time();
            while (Duration.between(starts.get(first).time(), end).compareTo(Duration.ofHours(1)) >= 0) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static long live() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
