package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How the loop asks for advice, what it records of it, and that it goes on without. */
class AdviceTest {
    private final List<Question> questions = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private boolean helps = true;
    private Bench bench = Bench.of(b -> {});

    private DecisionAdvisor saying(Advice advice) {
        return question -> {
            questions.add(question);
            return advice;
        };
    }

    private void build(DecisionAdvisor advisor, Consumer<SelfHealing.Builder> settings) {
        bench = Bench.of(b -> {
            b.journal(new FakeJournal())
                    .rule(OverRule.of("db.load.ratio", 0.9, 0.8))
                    .engine(SureEngine.of(Map.of("clear", 0.5, "trim", 0.45)))
                    .action(RecoveryAction.of("clear", Risk.SAFE, () -> run("clear")))
                    .action(RecoveryAction.of("trim", Risk.SAFE, () -> run("trim")))
                    .action(RecoveryAction.of("restart", Risk.HIGH, () -> run("restart")))
                    .advisor(advisor);
            settings.accept(b);
        });
        bench.probe.gauge("db.load.ratio", 0.5);
        bench.seconds(1);
    }

    private void run(String action) {
        ran.add(action);
        if (helps) {
            bench.probe.gauge("db.load.ratio", 0.5);
        }
    }

    private void sick() {
        bench.probe.gauge("db.load.ratio", 0.95);
        bench.seconds(1);
    }

    private String provenance() {
        return bench.events(HealingEvent.DecisionMade.class).stream()
                .filter(made -> made.decision() instanceof Decision.Heal)
                .reduce((a, b) -> b)
                .orElseThrow()
                .provenance()
                .orElseThrow()
                .shown();
    }

    @Test
    void theQuestionHoldsTheCaseAndWhatTheGuardsAllowNow() {
        build(saying(Opinions.of("clear", 0.9)), b -> {});
        sick();

        Question question = questions.get(0);
        assertThat(question.actions()).containsExactly("clear", "trim"); // restart is above the ceiling
        assertThat(question.causes()).containsExactly("leak", "bloat");
        assertThat(question.within()).isEqualTo(Duration.ofSeconds(2));
        assertThat(question.about().incident().component()).isEqualTo("orders");
        assertThat(question.spent()).isEqualTo(Spent.nothing());
    }

    @Test
    void adviceIsRecordedBeforeTheDecisionAndTheDecisionSaysThatItIsAdvised() {
        build(saying(Opinions.of("trim", 0.95, "clear", 0.05)), b -> {});
        sick();

        assertThat(bench.events)
                .filteredOn(HealingEvent.OfIncident.class::isInstance)
                .extracting(event -> event.getClass().getSimpleName())
                .startsWith("IncidentOpened", "AdviceReceived", "DecisionMade", "ActionStarted");
        assertThat(ran).containsExactly("trim");
        assertThat(provenance()).endsWith("it puts trim before clear");
        assertThat(bench.healing.incidents().get(0).provenance()).isPresent();
    }

    @Test
    void oneQuestionIsAskedForEachStepOfAnIncident() {
        helps = false;
        build(saying(Opinions.of("clear", 0.9)), b -> {});
        sick();
        bench.seconds(60);

        assertThat(ran).containsExactly("clear", "trim");
        assertThat(questions).extracting(Question::actions).containsExactly(List.of("clear", "trim"), List.of("trim"));
        assertThat(questions.get(1).spent()).isEqualTo(new Spent(1, 0.01, 0));
        assertThat(questions.get(1).runs()).extracting(Run::action).containsExactly("clear");
    }

    @Test
    void wrongAdviceIsToldByNameAndTheEngineDecides() {
        build(saying(Opinions.of("restart", 1)), b -> {});
        sick();

        assertThat(bench.events(HealingEvent.AdviceMissing.class))
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.advice().name()).isEqualTo("OutsideTheList");
                    assertThat(missing.advice().usage().calls()).isEqualTo(1);
                });
        assertThat(ran).containsExactly("clear");
        assertThat(provenance())
                .isEqualTo("engine-only (OutsideTheList: action \"restart\" was not to be chosen from)");
    }

    @Test
    void anAdviserThatThrowsAnythingIsNoAdvice() {
        for (Throwable thrown : List.of(
                new IllegalStateException("off"), new StackOverflowError(), new OutOfMemoryError("so it says"))) {
            ran.clear();
            build(
                    question -> {
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) thrown;
                    },
                    b -> {});
            sick();
            assertThat(ran).containsExactly("clear");
            assertThat(provenance()).startsWith("engine-only (Failed: ");
            assertThat(bench.events(HealingEvent.HookFailed.class))
                    .extracting(HealingEvent.HookFailed::hook)
                    .containsExactly("adviser adviser");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a host in another language may return
    void anAdviserThatReturnsNullIsNoAdvice() {
        build(question -> null, b -> {});
        sick();
        assertThat(ran).containsExactly("clear");
        assertThat(provenance()).startsWith("engine-only (Failed: ");
    }

    @Test
    void whereALadderDecidesNobodyIsAskedUnlessConfigured() {
        Consumer<SelfHealing.Builder> ladder =
                b -> b.rule(OverRule.of("orders.queued", 10, 5, "trim")).engine(DecisionEngine.ladder());
        build(saying(Opinions.of("trim", 1)), ladder);
        bench.probe.gauge("orders.queued", 20);
        bench.seconds(1);
        assertThat(ran).containsExactly("trim");
        assertThat(questions).isEmpty();
        assertThat(provenance()).isEqualTo("engine-only (Ladder: the rule decides)");

        ran.clear();
        build(
                saying(new Advice.Abstention("model", "too little to go by", Usage.none())),
                ladder.andThen(SelfHealing.Builder::advisedLadders));
        bench.probe.gauge("orders.queued", 20);
        bench.seconds(1);
        assertThat(ran).containsExactly("trim");
        assertThat(questions).hasSize(1);
        assertThat(provenance()).isEqualTo("engine-only (Abstained: \"too little to go by\")");
    }

    @Test
    void nobodyIsAskedWhileNothingWouldBeDone() {
        build(saying(Opinions.of("clear", 1)), b -> b.mode(Mode.OBSERVE));
        sick();
        bench.seconds(10);
        assertThat(questions).isEmpty();
    }

    @Test
    void whatIsUrgentIsNotHeldUpByAQuestionThatIsAskedAllTheSame() {
        List<Runnable> asking = new ArrayList<>();
        Consumer<SelfHealing.Builder> slow = b -> b.executor(work -> {
            if (StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().startsWith(Consultation.class.getName())
                                    && frame.getMethodName().equals("launch")))) {
                asking.add(work);
            } else {
                work.run();
            }
        });
        build(saying(Opinions.of("trim", 0.95)), slow);
        sick();
        assertThat(ran).as("not urgent").isEmpty();

        helps = false;
        build(saying(new Advice.Abstention("model", "too little to go by", Usage.none())), slow);
        bench.probe.gauge("db.load.ratio", 1.05);
        bench.seconds(1);
        assertThat(ran).containsExactly("clear");
        assertThat(provenance()).isEqualTo("engine-only (Urgent: its answer is not waited for)");
        assertThat(asking).hasSize(2);

        asking.get(1).run();
        bench.seconds(1);
        assertThat(bench.events(HealingEvent.AdviceReceived.class)).hasSize(1);
    }

    @Test
    void withoutAnAdviserDecisionsSayNothingOfOne() {
        bench = Bench.of(b -> b.rule(OverRule.of("db.load.ratio", 0.9, 0.8, "clear"))
                .action(RecoveryAction.of("clear", Risk.SAFE, () -> run("clear"))));
        sick();
        assertThat(bench.events(HealingEvent.DecisionMade.class))
                .allMatch(made -> made.provenance().isEmpty());
    }

    @Test
    void whatWasSpentAndEarnedSurvivesARestart() {
        build(
                saying(Opinions.of("clear", 0.95)),
                b -> b.cooldown(Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .recurrence(100)
                        .budget(100, Duration.ofHours(1)));
        for (int i = 0; i < 30; i++) {
            sick();
            bench.seconds(20);
        }
        double earned = weight();
        assertThat(earned).isGreaterThan(Trust.EARNED);
        bench.restart();
        bench.probe.gauge("db.load.ratio", 0.5);
        bench.seconds(5);
        questions.clear();
        sick();
        bench.seconds(2);

        assertThat(weight()).isGreaterThanOrEqualTo(earned);
        assertThat(questions.get(0).spent().callsLastHour()).isEqualTo(30);
        assertThat(questions.get(0).spent().costLastDay()).isCloseTo(0.3, within(1e-9));
    }

    private double weight() {
        return bench.events(HealingEvent.DecisionMade.class).stream()
                .filter(made -> made.decision() instanceof Decision.Heal)
                .reduce((a, b) -> b)
                .orElseThrow()
                .provenance()
                .orElseThrow()
                .weight();
    }

    @Test
    void aDeadlineThatWouldHoldHealingUpIsNotBuilt() {
        SelfHealing.Builder builder =
                SelfHealing.builder().withoutDiscovery().advisor(question -> Opinions.of(), Duration.ofSeconds(31));
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("the adviser's deadline is PT31S")
                .hasMessageContaining("30 seconds at most");
    }

    @Test
    void aHungAdviserKeepsNoThreadOfTheLoopAndClosingEnds() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        SelfHealing healing = SelfHealing.builder()
                .service("orders")
                .withoutDiscovery()
                .every(Duration.ofMillis(20))
                .probe(Probe.gauge("db.load.ratio", () -> 0.95))
                .rule(OverRule.of("db.load.ratio", 0.9, 0.8))
                .engine(SureEngine.of(Map.of("clear", 0.5)))
                .action(RecoveryAction.of("clear", Risk.SAFE, ended::countDown))
                .advisor(
                        question -> {
                            Wait.deaf(never);
                            return Opinions.of();
                        },
                        Duration.ofMillis(50))
                .start();
        Wait.on(ended);
        healing.close();
        never.countDown();
        Wait.until("the threads end", () -> Wait.threads().isEmpty());
    }
}
