package io.selfheal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.selfheal.Background;
import io.selfheal.Case;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Refusal;
import io.selfheal.Risk;
import io.selfheal.Trial;
import io.selfheal.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What bears on a decision besides the numbers of the moment. */
class WeighingTest {
    private static final Metric MEMORY = Gauge.of("memory.used.ratio", 0.91);
    private static final Metric HEAP = Gauge.of("jvm.heap.live.ratio", 0.95);
    private static final Metric CACHE = Gauge.of("cache.used.ratio", 0.7);
    private static final Metric DISK = Gauge.of("disk.used.ratio", 0.97);

    private final Diagnosis diagnosis = Diagnosis.of(Knowledge.jvm());

    private Decision decide(CaseOf about) {
        return diagnosis.decide(about.build());
    }

    private String heal(CaseOf about) {
        Decision decision = decide(about);
        assertThat(decision).as(decision.reason()).isInstanceOf(Decision.Heal.class);
        return ((Decision.Heal) decision).action();
    }

    private double chance(String cause, CaseOf about) {
        Knowledge knowledge = Knowledge.jvm();
        return Inference.of(Hypotheses.of(knowledge), about.build())
                .posterior()
                .chance(knowledge.cause(cause).orElseThrow());
    }

    private static CaseOf bloat() {
        return CaseOf.symptom(MEMORY).sees(HEAP, CACHE);
    }

    @Test
    void twoTroublesAtOnceAreEachCuredByTheirOwnRemedy() {
        CaseOf memory = bloat().sees(DISK).may("clear-cache", Risk.SAFE).may("delete-old-files", Risk.SAFE);
        CaseOf disk = CaseOf.symptom(DISK)
                .sees(MEMORY, HEAP, CACHE)
                .may("clear-cache", Risk.SAFE)
                .may("delete-old-files", Risk.SAFE);

        assertThat(heal(memory)).isEqualTo("clear-cache");
        assertThat(heal(disk)).isEqualTo("delete-old-files");
        assertThat(decide(disk).reason()).startsWith("The disk is nearly full (disk.used.ratio is 97 %)");
    }

    @Test
    void aDependencyThatIsDownForbidsARestartHoweverGoodItsChance() {
        Knowledge knowledge = Knowledge.jvm().cures("restart", "stuck downstream", 0.95);
        CaseOf about = CaseOf.symptom(Gauge.of("pool.orders.used.ratio", 1))
                .sees(new Health("payments", io.selfheal.Status.DOWN, ""))
                .may("restart", Risk.SAFE);
        Decision decision = Diagnosis.of(knowledge).decide(withPayments(about));

        assertThat(decision).isNotInstanceOf(Decision.Heal.class);
        assertThat(decision.reason())
                .contains("the cause lies outside of the service with a chance of")
                .contains("a restart does not reach there")
                .contains("likeliest is stuck downstream");
        assertThat(decision.causes()).first().extracting(Cause::name).isEqualTo("stuck downstream");
    }

    /** The health is that of another component. */
    private static Case withPayments(CaseOf about) {
        Case base = about.needs("orders", "payments").build();
        return new Case(
                base.incident(),
                Mixed.snapshot(base.snapshot(), "payments", new Health("payments", io.selfheal.Status.DOWN, "")),
                base.symptoms(),
                base.candidates(),
                false,
                "",
                base.background());
    }

    @Test
    void aSickDependencyMakesTheCauseOutsideLikelierAndSaysSo() {
        CaseOf alone = CaseOf.symptom(Gauge.of("pool.db.used.ratio", 1)).may("open-breaker", Risk.LOW);
        CaseOf beside = CaseOf.symptom(Gauge.of("pool.db.used.ratio", 1))
                .needs("orders", "db")
                .sick("db", Gauge.of("db.replication.seconds", 90))
                .may("open-breaker", Risk.LOW);

        assertThat(chance("stuck downstream", beside)).isGreaterThan(1.3 * chance("stuck downstream", alone));
        assertThat(decide(beside).reason()).contains("for it: db is sick, on which it depends (+7.0 dB)");
    }

    @Test
    void aRecentDeploymentMakesABadOneLikelierAndThatFades() {
        double never = chance("bad deployment", slow());
        double now = chance("bad deployment", slow().deployed(Duration.ofMinutes(2)));
        double later = chance("bad deployment", slow().deployed(Duration.ofHours(2)));
        double longAgo = chance("bad deployment", slow().deployed(Duration.ofDays(2)));

        assertThat(now).isGreaterThan(0.6).isGreaterThan(later);
        assertThat(later).isGreaterThan(never);
        assertThat(longAgo).isEqualTo(never);
        assertThat(decide(slow().deployed(Duration.ofMinutes(2)).may("roll-back", Risk.MODERATE))
                        .reason())
                .contains("a deployment 2 min before (+17.6 dB)");
    }

    @Test
    void aBadDeploymentIsRolledBackAtModerateRisk() {
        assertThat(heal(slow().deployed(Duration.ofMinutes(2)).may("roll-back", Risk.MODERATE)))
                .isEqualTo("roll-back");
    }

    @Test
    void aGentleRemedyComesBeforeARestartThatHelpsMoreOften() {
        Metric unbreakable = Gauge.of("jvm.threads.deadlocked.unbreakable.count", 0);
        CaseOf deadlock = CaseOf.symptom(Gauge.of("jvm.threads.deadlocked.count", 2))
                .held("above 0, clears at 0")
                .sees(unbreakable)
                .may("graceful-restart", Risk.HIGH)
                .may("break-deadlock", Risk.MODERATE);

        assertThat(heal(deadlock)).isEqualTo("break-deadlock");
        assertThat(heal(CaseOf.symptom(Gauge.of("jvm.threads.deadlocked.count", 2))
                        .held("above 0, clears at 0")
                        .sees(unbreakable)
                        .may("graceful-restart", Risk.HIGH)
                        .mayNot("break-deadlock", Risk.MODERATE, Refusal.anotherAction("Breaker", "useless"))))
                .isEqualTo("graceful-restart");
    }

    @Test
    void aDeadlockThatNoInterruptEndsIsNotBrokenButRestarted() {
        CaseOf deadlock = CaseOf.symptom(Gauge.of("jvm.threads.deadlocked.count", 2))
                .held("above 0, clears at 0")
                .sees(Gauge.of("jvm.threads.deadlocked.unbreakable.count", 2))
                .may("graceful-restart", Risk.HIGH)
                .may("break-deadlock", Risk.MODERATE);

        assertThat(heal(deadlock)).isEqualTo("graceful-restart");
        assertThat(decide(deadlock).causes()).first().extracting(Cause::name).isEqualTo("unbreakable deadlock");
    }

    @Test
    void whatCannotHaveShownYetIsNotTakenForAbsent() {
        assertThat(diagnosis.decide(late(1.1, 0)))
                .isInstanceOfSatisfying(
                        Decision.Heal.class, heal -> assertThat(heal.action()).isEqualTo("cancel-stuck"));
        assertThat(diagnosis.decide(late(9, 0)))
                .as("by then a thread that spins would have been seen")
                .isNotInstanceOf(Decision.Heal.class);
        assertThat(runaway(late(1.1, 1)))
                .as("what is seen in so short a time counts")
                .isGreaterThan(runaway(late(1.1, 0)));
    }

    private double runaway(Case about) {
        return diagnosis.decide(about).causes().stream()
                .filter(cause -> cause.name().equals("runaway thread"))
                .mapToDouble(Cause::probability)
                .sum();
    }

    /** A task takes too long, and nothing of the other numbers says why, unless a thread spins. */
    private static Case late(double seconds, int spinning) {
        Case base = CaseOf.symptom(Gauge.of("jvm.tasks.pricing.oldest.seconds", seconds))
                .held("above 1 s, clears below 900 ms")
                .sees(
                        Gauge.of("jvm.threads.spinning.count", spinning),
                        Gauge.of("jvm.threads.deadlocked.count", 0),
                        Gauge.of("pool.db.used.ratio", 0.1),
                        Gauge.of("jvm.threads.growth.count", 3),
                        Gauge.of("executor.web.oldest.seconds", 0))
                .needs("orders", "payments")
                .may("cancel-stuck", Risk.MODERATE)
                .build();
        return new Case(
                base.incident(),
                Mixed.snapshot(base.snapshot(), "payments", Gauge.of("jvm.tasks.payments.standstill.seconds", 0)),
                base.symptoms(),
                base.candidates(),
                false,
                "",
                base.background());
    }

    @Test
    void aSecondCauseIsNotBlamedForWhatOneExplains() {
        Case about = bloat().build();
        Knowledge knowledge = Knowledge.jvm();
        Posterior posterior = Inference.of(Hypotheses.of(knowledge), about).posterior();
        double alone = 0;
        for (int h = 0; h < posterior.hypotheses().size(); h++) {
            alone += posterior.hypotheses().get(h).causes().size() == 1 ? posterior.chance(h) : 0;
        }
        assertThat(alone).isGreaterThan(0.85);
    }

    @Test
    void aCauseThatDoesNotProduceWhatTheIncidentIsAboutIsUnlikelyHoweverMuchSpeaksForIt() {
        CaseOf about = CaseOf.symptom(DISK).sees(MEMORY, HEAP);

        assertThat(chance("disk filling", about)).isGreaterThan(0.5);
        assertThat(chance("disk filling", about))
                .isGreaterThan(chance("disk filling", CaseOf.symptom(MEMORY).sees(HEAP, DISK)));
    }

    @Test
    void aRuleKnowsBetterFromWhereItsMetricIsTrouble() {
        Metric direct = Gauge.of("jvm.buffers.direct.used.ratio", 0.71);

        assertThat(chance("direct memory leak", CaseOf.symptom(direct).held("above 70 %, clears below 60 %")))
                .isGreaterThan(0.7);
        assertThat(chance("direct memory leak", CaseOf.symptom(MEMORY).sees(direct)))
                .isLessThan(chance("direct memory leak", CaseOf.symptom(MEMORY)));
        assertThat(decide(CaseOf.symptom(direct).held("above 70 %").may("restart", Risk.HIGH))
                        .reason())
                .contains("Direct memory is nearly exhausted (jvm.buffers.direct.used.ratio is 71 %)");
    }

    @Test
    void aConditionThatLooksTheOtherWayIsNotWhatItIsAbout() {
        Case about = CaseOf.symptom(Gauge.of("jvm.heap.live.confirmed.ratio", 0.97))
                .held("above 85 %")
                .and(Gauge.of("jvm.caches.heap.ratio", 0.07), "below 25 %")
                .may("trim-caches", Risk.SAFE)
                .may("graceful-restart", Risk.HIGH)
                .build();
        Decision decision = diagnosis.decide(about);

        assertThat(decision.reason()).doesNotContain("A cache has grown large");
        assertThat(decision.causes()).first().extracting(Cause::name).isEqualTo("heap leak");
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Heal.class, heal -> assertThat(heal.action()).isEqualTo("graceful-restart"));
    }

    @Test
    void aFurtherConditionOfTheRuleIsNotTakenForAbsent() {
        Metric caches = Gauge.of("jvm.caches.heap.ratio", 0.26);
        double held =
                chance("cache bloat", CaseOf.symptom(HEAP).held("above 85 %").and(caches, "above 25 %"));
        double seen =
                chance("cache bloat", CaseOf.symptom(HEAP).held("above 85 %").sees(caches));

        assertThat(held).isGreaterThan(3 * seen);
    }

    @Test
    void callsOfADependencyThatDoNotComeBackAreItsFault() {
        Case base = CaseOf.symptom(Gauge.of("jvm.tasks.payments.standstill.seconds", 0.4))
                .held("above 120 ms")
                .on("payments")
                .needs("orders", "payments")
                .may("open-breaker", Risk.MODERATE)
                .build();

        assertThat(diagnosis.decide(base))
                .isInstanceOfSatisfying(
                        Decision.Heal.class, heal -> assertThat(heal.action()).isEqualTo("open-breaker"));
        assertThat(diagnosis.decide(base).reason()).startsWith("Calls of a dependency do not come back");
    }

    private static CaseOf slow() {
        return CaseOf.symptom(Gauge.of("requests.failed.ratio", 0.2))
                .sees(Gauge.of("requests.latency.seconds", 3))
                .was("requests.failed.ratio", 0.001, 0.001, 0.2)
                .was("requests.latency.seconds", 0.1, 0.05, 3);
    }

    @Test
    void aChangeIsJudgedByTheMetricsOwnPastAndUnseenWithoutOne() {
        CaseOf steady =
                CaseOf.symptom(MEMORY).sees(Gauge.of("requests.rate", 300)).was("requests.rate", 290, 40, 300);
        CaseOf rush =
                CaseOf.symptom(MEMORY).sees(Gauge.of("requests.rate", 900)).was("requests.rate", 290, 40, 900);
        CaseOf unknown = CaseOf.symptom(MEMORY).sees(Gauge.of("requests.rate", 900));
        CaseOf without = CaseOf.symptom(MEMORY);

        assertThat(chance("overload", rush)).isGreaterThan(chance("overload", without));
        assertThat(chance("overload", steady)).isLessThan(chance("overload", without));
        assertThat(chance("overload", unknown)).isEqualTo(chance("overload", without));
        assertThat(decide(rush.may("shed-load", Risk.LOW)).causes())
                .filteredOn(cause -> cause.name().equals("overload"))
                .allSatisfy(cause -> assertThat(cause.evidence())
                        .anyMatch(words -> words.startsWith(
                                "for it: requests.rate is 900/s after 290/s before, 15.3 times its usual spread (+")));
    }

    @Test
    void theProbeThatWouldSeparateTheTwoBestHypothesesIsNamed() {
        assertThat(decide(CaseOf.symptom(MEMORY).may("clear-cache", Risk.SAFE)).reason())
                .endsWith("; a probe of cache.used.ratio would tell cache bloat from heap leak");
        assertThat(decide(CaseOf.symptom(Gauge.of("pool.db.used.ratio", 1)).may("recycle-pool", Risk.LOW))
                        .reason())
                .doesNotContain("a probe of * ");
        assertThat(decide(bloat().may("clear-cache", Risk.SAFE)).reason()).doesNotContain("a probe of");
    }

    @Test
    void whatWasTriedInVainSpeaksAgainstTheCauseThatItCures() {
        double before = chance("cache bloat", bloat());
        double after = chance("cache bloat", bloat().tried("clear-cache", Verdict.NO_EFFECT));

        assertThat(after).isLessThan(before);
        assertThat(chance("cache bloat", bloat().tried("clear-cache", Verdict.FAILED)))
                .isEqualTo(before);
        assertThat(decide(bloat().tried("clear-cache", Verdict.NO_EFFECT).may("trim-caches", Risk.SAFE))
                        .causes())
                .filteredOn(cause -> cause.name().equals("cache bloat"))
                .first()
                .satisfies(cause -> assertThat(cause.evidence())
                        .anyMatch(words -> words.startsWith("against it: clear-cache had no effect (-9.9 dB)")));
    }

    @Test
    void doingNothingIsAnArmThatOutcomesSpeakFor() {
        CaseOf rush = CaseOf.symptom(Gauge.of("cpu.used.ratio", 0.97)).may("shed-load", Risk.LOW);
        assertThat(heal(rush)).isEqualTo("shed-load");

        Decision decision = decide(CaseOf.symptom(Gauge.of("cpu.used.ratio", 0.97))
                .learnt("", "overload", Verdict.HEALED, 20)
                .learnt("", "runaway thread", Verdict.HEALED, 20)
                .learnt("", "collector thrash", Verdict.HEALED, 20)
                .may("shed-load", Risk.LOW));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Hold.class, hold -> assertThat(hold.name()).isEqualTo("LeftAlone"));
        assertThat(decision.reason()).contains("which is no better than doing nothing");
    }

    @Test
    void outcomesChangeWhatIsBelievedOfAnAction() {
        CaseOf about = bloat().learnt("clear-cache", "cache bloat", Verdict.NO_EFFECT, 3)
                .may("clear-cache", Risk.SAFE)
                .may("trim-caches", Risk.SAFE);

        assertThat(heal(about)).isEqualTo("trim-caches");
        assertThat(((Decision.Heal) decide(about)).alternatives())
                .anyMatch(other -> other.reason().contains("clear-cache helps with a chance of")
                        && other.reason()
                                .contains("(after 3 outcomes, 48 % but for what came of such chances before)"));
    }

    @Test
    void whatCameOfOtherRemediesMakesItMoreCareful() {
        CaseOf deadlock = CaseOf.symptom(Gauge.of("jvm.threads.deadlocked.count", 2))
                .sees(Gauge.of("jvm.threads.deadlocked.unbreakable.count", 0))
                .may("break-deadlock", Risk.MODERATE);
        assertThat(heal(deadlock)).isEqualTo("break-deadlock");

        assertThat(decide(others(deadlock, Verdict.NO_EFFECT)).reason())
                .matches(
                        ".*break-deadlock helps with a chance of 3. % \\(7. % but for what came of such chances before\\)"
                                + " at risk MODERATE, and 60 % is demanded.*");
    }

    @Test
    void whatCameOfOtherRemediesMakesItNoBolder() {
        CaseOf unsure = others(
                CaseOf.symptom(MEMORY).sees(Gauge.of("cache.used.ratio", 0.52)).may("clear-cache", Risk.MODERATE),
                Verdict.HEALED);

        assertThat(decide(unsure)).isNotInstanceOf(Decision.Heal.class);
        assertThat(decide(unsure).reason())
                .matches(".*clear-cache helps with a chance of 6. % \\(5. % but for what came of such chances before\\)"
                        + " at risk MODERATE, and 60 % is demanded.*");
    }

    @Test
    void whatItIsWorthAgainstDoingNothingOnlyFallsByWhatCameOfOthers() {
        double alone = ends(bloat());

        assertThat(ends(others(bloat(), Verdict.HEALED))).isEqualTo(alone);
        assertThat(ends(others(bloat(), Verdict.NO_EFFECT))).isLessThan(alone - 0.1);
    }

    private static double ends(CaseOf about) {
        Inference inference = Inference.of(
                Hypotheses.of(Knowledge.jvm()),
                about.may("clear-cache", Risk.SAFE).build());
        return inference.efficacy().ends("clear-cache", inference.posterior());
    }

    private static CaseOf others(CaseOf about, Verdict verdict) {
        return about.learnt("reclaim-leases", "pool leak", verdict, 4)
                .learnt("purge-temp-files", "disk filling", verdict, 4)
                .learnt("open-breaker", "stuck downstream", verdict, 4)
                .learnt("cancel-stuck", "runaway thread", verdict, 4)
                .learnt("roll-back", "bad deployment", verdict, 4);
    }

    @Test
    void whatCameOfOtherRemediesBearsOnOneThatWasNeverTried() {
        double declared = clearing(bloat());
        double afterSuccesses = clearing(bloat().learnt("break-deadlock", "deadlock", Verdict.HEALED, 30));
        double afterFailures = clearing(bloat().learnt("break-deadlock", "deadlock", Verdict.NO_EFFECT, 30));

        assertThat(afterSuccesses).isGreaterThan(declared + 0.01);
        assertThat(afterFailures).isLessThan(declared - 0.03);
    }

    private double clearing(CaseOf about) {
        Decision decision = decide(about.may("clear-cache", Risk.SAFE));
        assertThat(decision).as(decision.reason()).isInstanceOf(Decision.Heal.class);
        return ((Decision.Heal) decision).confidence();
    }

    @Test
    void anOutcomeCountsForTheCausesThatItFits() {
        Experience experience =
                experience(trial("trim-caches", Verdict.NO_EFFECT, Map.of("cache bloat", 0.5, "heap leak", 0.5)));

        Beta bloat = experience.of("trim-caches", "cache bloat");
        Beta leak = experience.of("trim-caches", "heap leak");
        assertThat(bloat.a() + bloat.b() + leak.a() + leak.b()).isCloseTo(2 * Experience.DECLARED + 1, offset(1e-9));
        assertThat(leak.b() - Experience.DECLARED * 0.92)
                .as("where a trim seldom helps, it is likelier to have failed")
                .isGreaterThan(0.8);
    }

    @Test
    void whatWouldHaveGoneByItselfIsNoMeritOfTheAction() {
        Experience undeserved = experience(trial("purge", Verdict.HEALED, Map.of("upstream or network fault", 1.0)));
        Experience deserved = experience(trial("purge", Verdict.HEALED, Map.of("unbreakable deadlock", 1.0)));

        assertThat(undeserved.of("purge", "upstream or network fault").mean()).isLessThan(0.03);
        assertThat(deserved.of("purge", "unbreakable deadlock").mean()).isGreaterThan(0.2);
    }

    @Test
    void ofACauseThatWasHeldToBeImpossibleNothingIsLearnt() {
        Experience experience = experience(
                trial("trim-caches", Verdict.HEALED, Map.of("cache bloat", 0.0)),
                trial("trim-caches", Verdict.HEALED, Map.of("cache bloat", Double.NaN)));

        assertThat(experience.of("trim-caches", "cache bloat").mean()).isCloseTo(0.9, offset(1e-9));
    }

    private static Trial trial(String action, Verdict verdict, Map<String, Double> causes) {
        return new Trial(action, "problem", "orders", causes, verdict, CaseOf.NOW);
    }

    private static Experience experience(Trial... trials) {
        Background past = new Background("orders", Map.of(), List.of(trials), Optional.empty(), Map.of(), 0);
        return new Experience(Knowledge.jvm(), past, "problem", CaseOf.NOW);
    }

    @Test
    void anActionOfWhichNothingIsDeclaredCanProveItself() {
        CaseOf about = bloat().learnt("drop-sessions", "cache bloat", Verdict.HEALED, 6)
                .may("drop-sessions", Risk.SAFE);

        assertThat(heal(about)).isEqualTo("drop-sessions");
    }

    @Test
    void anActionNamedAfterAKnownOneCountsAsThat() {
        assertThat(heal(bloat().may("trim-caches-of-orders", Risk.SAFE))).isEqualTo("trim-caches-of-orders");
        assertThat(decide(bloat().may("trim-cachesOf", Risk.SAFE))).isNotInstanceOf(Decision.Heal.class);
    }

    @Test
    void whatItIsNotSureOfIsLeftAloneUntilItGetsWorseOrLasts() {
        CaseOf unsure = CaseOf.symptom(MEMORY).may("restart", Risk.HIGH);
        assertThat(decide(unsure))
                .isInstanceOfSatisfying(
                        Decision.Hold.class, hold -> assertThat(hold.name()).isEqualTo("NotSure"));

        Decision worse = decide(CaseOf.symptom(MEMORY).may("restart", Risk.HIGH).worse(1.2));
        assertThat(worse).isInstanceOf(Decision.Escalate.class);
        assertThat(worse.reason()).startsWith("it got worse since it was opened; no remedy is worth its risk");
        assertThat(worse.causes()).isNotEmpty();

        Decision lasting =
                decide(CaseOf.symptom(MEMORY).may("restart", Risk.HIGH).open(Duration.ofMinutes(31)));
        assertThat(lasting).isInstanceOf(Decision.Escalate.class);
        assertThat(lasting.reason()).startsWith("it has lasted for 31 minutes");
    }

    @Test
    void onceSomethingWasTriedAndNothingIsWorthItAPersonIsTold() {
        Decision decision =
                decide(bloat().tried("clear-cache", Verdict.NO_EFFECT).may("shed-load", Risk.LOW));

        assertThat(decision).isInstanceOf(Decision.Escalate.class);
    }

    @Test
    void byDefaultNothingIsTriedOnlyToLearn() {
        for (int i = 0; i < 200; i++) {
            assertThat(heal(bloat().id("i-" + i)
                            .mayTry("clear-cache", Risk.SAFE)
                            .mayTry("drop-sessions", Risk.SAFE)))
                    .isEqualTo("clear-cache");
        }
    }

    @Test
    void onRequestSafeReversibleActionsAreTriedNowAndThenAndTheReasonSaysSo() {
        Diagnosis exploring = diagnosis.exploring();
        Set<String> taken = new HashSet<>();
        int explored = 0;
        for (int i = 0; i < 400; i++) {
            Case about = bloat().id("i-" + i)
                    .mayTry("clear-cache", Risk.SAFE)
                    .mayTry("trim-caches", Risk.SAFE)
                    .may("drop-sessions", Risk.SAFE)
                    .mayTry("shed-load", Risk.LOW)
                    .build();
            Decision.Heal heal = (Decision.Heal) exploring.decide(about);
            assertThat(exploring.decide(about)).as("the same case").isEqualTo(heal);
            taken.add(heal.action());
            explored += heal.reason().startsWith("tried to learn whether it helps: a chance of ") ? 1 : 0;
        }
        assertThat(taken)
                .as("drop-sessions leaves something behind, shed-load is not SAFE")
                .containsExactlyInAnyOrder("clear-cache", "trim-caches");
        assertThat(explored).isBetween(100, 300);
    }

    @Test
    void whatAGuardRefusesIsNotTriedToLearnEither() {
        Diagnosis exploring = diagnosis.exploring();
        for (int i = 0; i < 100; i++) {
            CaseOf about = bloat().id("i-" + i)
                    .mayTry("clear-cache", Risk.SAFE)
                    .mayNot("trim-caches", Risk.SAFE, Refusal.later("Cooldown", "too soon"));
            assertThat(exploring.decide(about.build()))
                    .isInstanceOfSatisfying(
                            Decision.Heal.class,
                            heal -> assertThat(heal.action()).isEqualTo("clear-cache"));
        }
    }

    @Test
    void whatIsSeenOfAComponentThatHasNothingToDoWithItDoesNotCount() {
        CaseOf related = CaseOf.symptom(Gauge.of("pool.search.used.ratio", 1))
                .on("search-pool")
                .needs("orders", "search-pool", "billing");
        Case base = related.build();
        Case unrelated = new Case(
                base.incident(),
                Mixed.snapshot(base.snapshot(), "billing", new Health("billing", io.selfheal.Status.DOWN, "")),
                base.symptoms(),
                base.candidates(),
                false,
                "",
                base.background());
        Knowledge knowledge = Knowledge.jvm();

        assertThat(Inference.of(Hypotheses.of(knowledge), unrelated).seen())
                .noneMatch(seen -> seen.sign().id().equals("dependency-down"));
    }

    @Test
    void anUnknownCauseIsNamedWhereNothingKnownFits() {
        Case about = CaseOf.symptom(Gauge.of("orders.waiting.count", 900))
                .sees(
                        Gauge.of("memory.used.ratio", 0.3),
                        Gauge.of("cpu.used.ratio", 0.1),
                        Gauge.of("pool.db.used.ratio", 0.1),
                        Gauge.of("pool.db.oldest.seconds", 0),
                        Gauge.of("executor.web.queue.used.ratio", 0),
                        Gauge.of("disk.used.ratio", 0.2),
                        Gauge.of("process.files.used.ratio", 0.1),
                        Gauge.of("jvm.threads.growth.count", 0),
                        Gauge.of("jvm.threads.deadlocked.count", 0),
                        Gauge.of("jvm.threads.spinning.count", 0),
                        Gauge.of("jvm.heap.live.ratio", 0.2),
                        Gauge.of("jvm.buffers.direct.used.ratio", 0.1),
                        Gauge.of("jvm.metaspace.used.ratio", 0.5),
                        Gauge.of("jvm.container.used.ratio", 0.3),
                        Gauge.of("jvm.tasks.stuck.seconds", 0),
                        Gauge.of("jvm.gc.pause.ratio", 0.01),
                        Gauge.of("requests.rate", 100),
                        Gauge.of("requests.failed.ratio", 0.001),
                        Gauge.of("requests.latency.seconds", 0.1))
                .was("requests.rate", 100, 20, 100)
                .was("requests.failed.ratio", 0.001, 0.001, 0.001)
                .was("requests.latency.seconds", 0.1, 0.02, 0.1)
                .may("restart", Risk.HIGH)
                .build();

        assertThat(diagnosis.decide(about).reason()).contains("an unknown cause (");
    }
}
