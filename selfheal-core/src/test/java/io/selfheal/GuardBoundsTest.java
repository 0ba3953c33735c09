package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Each guard by its numbers: whose past counts, and to the nanosecond how long. */
class GuardBoundsTest {
    private static final Duration START = Duration.ofSeconds(10_000);
    private static final Duration DAY = Duration.ofDays(1);

    private static Duration later(Duration by) {
        return START.plus(by);
    }

    private static Duration justBefore(Duration by) {
        return later(by).minusNanos(1);
    }

    private static Run unlike(String action, String problem, String component) {
        return Asked.run(action, problem, component, START, Duration.ZERO, Verdict.HEALED);
    }

    private static Run worse(String action, String problem, String component) {
        return Asked.run(action, problem, component, START, Duration.ZERO, Verdict.WORSE);
    }

    @Test
    void aStartCountsAgainstTheBudgetForTheWindowAndNoLonger() {
        Guard budget = new Budget(1, Duration.ofHours(1));
        Asked asked = new Asked().after(START, Verdict.HEALED);

        assertThat(asked.of(budget, justBefore(Duration.ofHours(1)))).contains("1 actions were started within");
        assertThat(asked.of(budget, later(Duration.ofHours(1)))).isEmpty();
        assertThat(new Asked().of(budget, START)).isEmpty();
    }

    @Test
    void theCooldownOfAnotherActionOrTargetIsNotWaitedFor() {
        Guard cooldown = new Cooldown(Duration.ofSeconds(100), Duration.ofSeconds(400));

        assertThat(new Asked().after(unlike("other", Asked.PROBLEM, "db")).of(cooldown, START))
                .isEmpty();
        assertThat(new Asked().after(unlike("mend", Asked.PROBLEM, "web")).of(cooldown, START))
                .isEmpty();
        assertThat(new Asked().after(START, Verdict.HEALED).of(cooldown, START)).isNotEmpty();
    }

    @Test
    void theJitterComesFromTheIncidentAndTheActionAloneSoThatARecordReplays() {
        Guard cooldown = new Cooldown(Duration.ofSeconds(100), Duration.ofSeconds(400));
        Asked asked = new Asked().after(START, Verdict.HEALED);
        double random = new SplittableRandom(31L * "earlier-1".hashCode() + "mend".hashCode()).nextDouble();
        Duration wait = Duration.ofMillis((long) (100_000 * (0.8 + 0.4 * random)));

        assertThat(asked.of(cooldown, justBefore(wait.minusMillis(1)))).isNotEmpty();
        assertThat(asked.of(cooldown, later(wait.plusMillis(1)))).isEmpty();
        assertThat(wait).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(120));
    }

    @Test
    void aWaitThatHasJustEndedIsOver() {
        Guard cooldown = new Cooldown(Duration.ofSeconds(100), Duration.ofSeconds(400));
        Asked asked = new Asked().after(START, Verdict.HEALED);
        long refused = 0;
        long allowed = Duration.ofSeconds(200).toNanos();
        while (allowed - refused > 1) { // the very nanosecond
            long middle = (refused + allowed) / 2;
            if (asked.of(cooldown, later(Duration.ofNanos(middle))).isEmpty()) {
                allowed = middle;
            } else {
                refused = middle;
            }
        }

        assertThat(allowed % 1_000_000)
                .as("nanoseconds beyond whole milliseconds")
                .isZero();
    }

    @Test
    void triesThatFollowOneAnotherWithinTwiceTheLongestWaitDoubleIt() {
        Guard cooldown = new Cooldown(Duration.ofSeconds(100), Duration.ofSeconds(400));
        Duration second = Duration.ofSeconds(150); // more than one wait, less than two

        Asked inARow = new Asked().after(START, Verdict.HEALED).after(later(Duration.ofSeconds(800)), Verdict.HEALED);
        assertThat(inARow.of(cooldown, later(Duration.ofSeconds(800).plus(second))))
                .isNotEmpty();

        Duration gap = Duration.ofSeconds(800).plusNanos(1);
        Asked apart = new Asked().after(START, Verdict.HEALED).after(later(gap), Verdict.HEALED);
        assertThat(apart.of(cooldown, later(gap.plus(second)))).isEmpty();
    }

    @Test
    void whatMadeAnotherProblemWorseIsNotInQuarantineHere() {
        Guard quarantine = new Quarantine(Duration.ofHours(6));

        assertThat(new Asked().after(worse("other", Asked.PROBLEM, "db")).of(quarantine, START))
                .isEmpty();
        assertThat(new Asked().after(worse("mend", "other", "db")).of(quarantine, START))
                .isEmpty();
        assertThat(new Asked().after(worse("mend", Asked.PROBLEM, "web")).of(quarantine, START))
                .isEmpty();
        assertThat(new Asked().after(START, Verdict.NO_EFFECT).of(quarantine, START))
                .isEmpty();
    }

    @Test
    void theQuarantineLastsAsLongAsItSaysFromTheEndOfTheRun() {
        Guard quarantine = new Quarantine(Duration.ofHours(6));
        Asked asked = new Asked().after(START, Verdict.WORSE);

        assertThat(asked.of(quarantine, justBefore(Duration.ofHours(6)))).contains("worse", "not tried on it again");
        assertThat(asked.of(quarantine, later(Duration.ofHours(6)))).isEmpty();
    }

    @Test
    void onlyHealingsOfTheSameProblemWithinADayAreARecurrence() {
        Guard recurrence = new Recurrence(1);

        assertThat(new Asked().after(unlike("mend", "other", "db")).of(recurrence, START))
                .isEmpty();
        assertThat(new Asked().after(unlike("mend", Asked.PROBLEM, "web")).of(recurrence, START))
                .isEmpty();
        assertThat(new Asked().after(START, Verdict.NO_EFFECT).of(recurrence, START))
                .isEmpty();

        Asked healed = new Asked().after(START, Verdict.HEALED);
        assertThat(healed.of(recurrence, justBefore(DAY))).contains("was healed 1 times within a day");
        assertThat(healed.of(recurrence, later(DAY))).isEmpty();
    }

    @Test
    void theBreakerOfAnActionKnowsOnlyItsOwnJudgedRuns() {
        Guard breaker = new Breaker();
        Asked others = new Asked();
        for (int i = 0; i < 3; i++) {
            others.after(worse("other", Asked.PROBLEM, "db"));
        }
        assertThat(others.of(breaker, START)).isEmpty();

        Asked unjudged = new Asked().after(START, Verdict.NO_EFFECT).after(START, Verdict.NO_EFFECT);
        long now = Asked.nanos(START);
        unjudged.after(new Run("x", Asked.PROBLEM, "db", "db", "mend", now, now, true, Optional.empty()));
        assertThat(unjudged.of(breaker, START)).isEmpty();
    }

    @Test
    void threeFifthsThatDidNotHelpOpenTheBreakerAndTheReasonCountsThem() {
        Guard breaker = new Breaker();
        Asked twoOfThree = new Asked()
                .after(START, Verdict.HEALED)
                .after(START, Verdict.NO_EFFECT)
                .after(START, Verdict.FAILED);
        assertThat(twoOfThree.of(breaker, START)).startsWith("2 of the last 3 runs of mend did not help");

        Asked twoOfFour = new Asked()
                .after(START, Verdict.HEALED)
                .after(START, Verdict.NO_EFFECT)
                .after(START, Verdict.HEALED)
                .after(START, Verdict.FAILED);
        assertThat(twoOfFour.of(breaker, START)).isEmpty();
    }

    @Test
    void theBreakerStaysOpenForAnHourAfterTheEndOfTheLastRun() {
        Guard breaker = new Breaker();
        Duration took = Duration.ofMinutes(30);
        Asked asked = new Asked().after(START, Verdict.FAILED).after(START, Verdict.FAILED);
        asked.after(Asked.run("mend", Asked.PROBLEM, "db", START, took, Verdict.FAILED));

        assertThat(asked.of(breaker, later(Duration.ofMinutes(89)))).isNotEmpty();
        assertThat(asked.of(breaker, later(Duration.ofMinutes(91)))).isEmpty();
    }

    @Test
    void anotherSymptomThatHoldsDoesNotStandForTheOneThatIsGone() {
        Guard stillSick = new StillSick();

        assertThat(new Asked().showing(Asked.symptom("db", "other", true)).of(stillSick, START))
                .isEqualTo("the symptom \"load-high\" is gone");
        assertThat(new Asked()
                        .showing(Asked.symptom("web", Asked.PROBLEM, false), Asked.symptom("db", Asked.PROBLEM, true))
                        .of(stillSick, START))
                .isEmpty();
        assertThat(new Asked()
                        .showing(Asked.symptom("db", Asked.PROBLEM, false))
                        .of(stillSick, START))
                .isEqualTo("no fresh number to act on: db.load.ratio is 95 % (above 0.9) was the last");
    }
}
