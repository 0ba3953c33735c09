package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.selfheal.Advice;
import io.selfheal.Candidate;
import io.selfheal.Gauge;
import io.selfheal.Refusal;
import io.selfheal.Risk;
import io.selfheal.Run;
import io.selfheal.Spent;
import io.selfheal.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a model is asked, what it may cost, and which of its answers are used again. */
class ChatAdvisorTest {
    private long now = 1_000_000;
    private final FakeModel model = FakeModel.ranking(0.5, action -> 0.7, List.of());
    private ChatAdvisor advisor = advisor(model, Terms.of("model"));

    private ChatAdvisor advisor(FakeModel asked, Terms terms) {
        return ChatAdvisor.of(asked, terms).ticking(() -> now);
    }

    /** A case like no other before. */
    private Questions fresh() {
        now += TimeUnit.SECONDS.toNanos(1);
        return new Questions()
                .with(Gauge.of("jvm.threads.count", now / 1e9))
                .incident("i-" + now)
                .at(now);
    }

    private static String name(Advice advice) {
        return advice instanceof Advice.Missing missing
                ? missing.name()
                : advice.getClass().getSimpleName();
    }

    private String ask() throws CallFailedException {
        return name(advisor.advise(fresh().ask()));
    }

    @Test
    void oneCallWithAShapeThatNamesWhatIsAllowedNowAndNothingElse() throws Exception {
        Candidate refused = new Candidate("restart", Risk.HIGH, Optional.of(Refusal.later("Mode", "no")));
        Candidate allowed = new Candidate("clear-cache", Risk.SAFE, Optional.empty());
        Advice advice = advisor.advise(fresh().candidates(refused, allowed).ask());

        assertThat(advice).isInstanceOf(Advice.Opinion.class);
        assertThat(model.asked).hasSize(1);
        assertThat(model.asked.get(0).toolSpecifications()).isEmpty();
        assertThat(model.asked.get(0).maxOutputTokens()).isEqualTo(800);
        assertThat(model.asked.get(0).responseFormat().toString())
                .contains("[clear-cache]")
                .contains("[cache bloat, heap leak]")
                .doesNotContain("restart");
        assertThat(model.sent()).doesNotContain("restart");
    }

    @Test
    void withNothingToChooseFromItIsAskedToExplain() throws Exception {
        assertThat(name(advisor.advise(fresh().candidates().ask()))).isEqualTo("Opinion");
        assertThat(model.asked.get(0).responseFormat().toString()).doesNotContain("object_to");
    }

    @Test
    void theUsageSaysWhatItCost() throws Exception {
        advisor = advisor(model, Terms.of("model").costADay(10, 1, 2));
        assertThat(advisor.advise(fresh().ask()).usage())
                .satisfies(usage -> assertThat(usage.cost()).isEqualTo((700 * 1 + 90 * 2) / 1e6))
                .satisfies(usage -> assertThat(usage.inputTokens()).isEqualTo(700));
    }

    @Test
    void thereAreSoManyCallsAnHourAndNoMore() throws Exception {
        advisor = advisor(model, Terms.of("model").callsAnHour(3));
        assertThat(List.of(ask(), ask(), ask(), ask())).containsExactly("Opinion", "Opinion", "Opinion", "OverBudget");
        assertThat(model.asked).hasSize(3);
        now += TimeUnit.HOURS.toNanos(1);
        assertThat(ask()).isEqualTo("Opinion");
    }

    @Test
    void callsOfAnEarlierProcessCountByTheRecord() throws Exception {
        advisor = advisor(model, Terms.of("model").callsAnHour(3));
        assertThat(name(advisor.advise(fresh().spent(new Spent(3, 0, 0)).ask())))
                .isEqualTo("OverBudget");
        assertThat(model.asked).isEmpty();
    }

    @Test
    void whatWasCalledSinceARestartCountsOnTopOfTheRecordBefore() throws Exception {
        advisor = advisor(model, Terms.of("model").callsAnHour(3));
        Spent before = new Spent(2, 0, 0);
        assertThat(name(advisor.advise(fresh().spent(before).ask()))).isEqualTo("Opinion");
        assertThat(name(advisor.advise(fresh().spent(before).ask()))).isEqualTo("OverBudget");

        now += TimeUnit.MINUTES.toNanos(30);
        Spent earlierAreOver = new Spent(1, 0, 0);
        assertThat(name(advisor.advise(fresh().spent(earlierAreOver).ask()))).isEqualTo("Opinion");
        now += TimeUnit.MINUTES.toNanos(31);
        assertThat(name(advisor.advise(fresh().spent(before).ask()))).isEqualTo("Opinion");
        assertThat(model.asked).hasSize(3);
    }

    @Test
    void whatWasSpentSinceARestartCountsOnTopOfTheRecordBefore() throws Exception {
        advisor = advisor(model, Terms.of("model").tokensACall(4_000, 1_000).costADay(0.012, 1, 2)); // 0.00088 a call
        Spent before = new Spent(0, 0.0055, 0);
        assertThat(name(advisor.advise(fresh().spent(before).ask()))).isEqualTo("Opinion");
        assertThat(name(advisor.advise(fresh().spent(before).ask()))).isEqualTo("OverBudget");
        now += TimeUnit.DAYS.toNanos(1);
        assertThat(name(advisor.advise(fresh().spent(before).ask()))).isEqualTo("Opinion");
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void noCallIsMadeThatMightCostTooMuchInADay() throws Exception {
        Terms terms = Terms.of("model").tokensACall(4_000, 1_000).costADay(0.012, 1, 2); // 0.006 a call at most
        advisor = advisor(model, terms);
        assertThat(name(advisor.advise(fresh().spent(new Spent(0, 0.0061, 0)).ask())))
                .isEqualTo("OverBudget");
        assertThat(name(advisor.advise(fresh().spent(new Spent(0, 0, 2)).ask())))
                .isEqualTo("OverBudget");
        assertThat(model.asked).isEmpty();
        assertThat(name(advisor.advise(fresh().spent(new Spent(0, 0.006, 0)).ask())))
                .isEqualTo("Opinion");
    }

    @Test
    void aQuestionThatIsTooLargeIsMadeSmallerAndIfThatDoesNotHelpNotAsked() throws Exception {
        Questions large = fresh();
        for (int i = 0; i < 200; i++) {
            large.with(Gauge.of("some.metric.of.the.host." + i + ".count", i));
        }
        assertThat(name(advisor.advise(large.ask()))).isEqualTo("Opinion");
        assertThat(FakeModel.seen(model.asked.get(0)).at("/evidence").size()).isBetween(5, 60);

        advisor = advisor(model, Terms.of("model").tokensACall(500, 100));
        assertThat(name(advisor.advise(fresh().ask()))).isEqualTo("TooLarge");
    }

    @Test
    void withoutTimeLeftNothingIsAsked() throws Exception {
        assertThat(name(advisor.advise(fresh().within(Duration.ZERO).ask()))).isEqualTo("TooLate");
        assertThat(model.asked).isEmpty();
    }

    @Test
    void anAnswerAfterItsTimeIsDiscarded() throws Exception {
        FakeModel slow = new FakeModel(request -> {
            now += TimeUnit.SECONDS.toNanos(3);
            return FakeModel.response(FakeModel.reply(request, 0.5, action -> 0.5, List.of()));
        });
        assertThat(name(advisor(slow, Terms.of("model")).advise(fresh().ask()))).isEqualTo("TimedOut");
    }

    @Test
    void aModelThatKeepsFailingIsLeftAloneForAWhile() throws Exception {
        boolean[] works = {false};
        FakeModel flaky = new FakeModel(request -> {
            if (!works[0]) {
                throw new IllegalStateException("503");
            }
            return FakeModel.response(FakeModel.reply(request, 0.5, action -> 0.5, List.of()));
        });
        advisor = advisor(flaky, Terms.of("model"));
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(this::ask).isInstanceOf(CallFailedException.class);
        }
        assertThat(ask()).isEqualTo("BreakerOpen");
        assertThat(flaky.asked).hasSize(4);

        now += TimeUnit.MINUTES.toNanos(5);
        assertThatThrownBy(this::ask).isInstanceOf(CallFailedException.class);
        assertThat(ask()).isEqualTo("BreakerOpen");

        works[0] = true;
        now += TimeUnit.MINUTES.toNanos(5);
        assertThat(List.of(ask(), ask())).containsExactly("Opinion", "Opinion");
    }

    @Test
    void nonsenseCountsAsFailure() throws Exception {
        advisor = advisor(FakeModel.saying("restart it, trust me"), Terms.of("model"));
        assertThat(List.of(ask(), ask(), ask(), ask(), ask()))
                .containsExactly("NotJson", "NotJson", "NotJson", "NotJson", "BreakerOpen");
    }

    @Test
    void whatAProviderPutsIntoItsErrorsIsRedacted() {
        FakeModel failing = new FakeModel(request -> {
            throw new IllegalStateException("Incorrect API key provided: sk-canary12345678");
        });
        advisor = advisor(failing, Terms.of("model"));
        assertThatThrownBy(this::ask)
                .isInstanceOf(CallFailedException.class)
                .hasMessageStartingWith("IllegalStateException: Incorrect API key provided")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void whatIsNotAFinishedTextIsDiscarded() throws Exception {
        AiMessage tool = AiMessage.from(ToolExecutionRequest.builder()
                .name("shell")
                .arguments("{\"command\":\"reboot\"}")
                .build());
        assertThat(discarded(ChatResponse.builder().aiMessage(tool).build())).isEqualTo("ToolCall");
        AiMessage text = AiMessage.from("{}");
        assertThat(discarded(ChatResponse.builder()
                        .aiMessage(text)
                        .finishReason(FinishReason.LENGTH)
                        .build()))
                .isEqualTo("NotFinished");
        assertThat(discarded(ChatResponse.builder()
                        .aiMessage(text)
                        .tokenUsage(new TokenUsage(1, 801))
                        .build()))
                .isEqualTo("OverBudget");
        assertThat(discarded(FakeModel.response("x".repeat(20_000)))).isEqualTo("Oversized");
        assertThat(discarded(FakeModel.response(" \n"))).isEqualTo("NoText");
    }

    private String discarded(ChatResponse response) throws CallFailedException {
        return name(
                advisor(new FakeModel(request -> response), Terms.of("model")).advise(fresh().ask()));
    }

    private Questions like(double memory) {
        now += TimeUnit.SECONDS.toNanos(60);
        return new Questions()
                .of(Gauge.of("memory.used.ratio", memory))
                .with(Gauge.of("cpu.used.ratio", 0.2))
                .incident("i-" + now)
                .at(now);
    }

    private Run run(Verdict verdict) {
        return new Run(
                "i-1", "memory-high", "orders", "orders", "clear-cache", now, now + 1, false, Optional.of(verdict));
    }

    @Test
    void aLikeCaseGetsTheSameAnswerWithItsOwnNumbersWithoutACall() throws Exception {
        advisor.advise(like(0.91).ask());
        Advice.Opinion again = (Advice.Opinion)
                advisor.advise(like(0.9).after(run(Verdict.HEALED)).ask());
        assertThat(model.asked).hasSize(1);
        assertThat(again.citations()).containsExactly(new Advice.Citation("memory.used.ratio", "90 %"));
        assertThat(again.reason()).isEqualTo("as in a like case before: the first number says so");
        assertThat(again.usage().calls()).isZero();
    }

    @Test
    void anAnswerIsNotUsedAgainAfterABadOutcomeNorForOtherChoicesNorAfterADay() throws Exception {
        advisor.advise(like(0.91).ask());
        Run bad = run(Verdict.NO_EFFECT);
        advisor.advise(like(0.91).after(bad).ask());
        assertThat(model.asked).hasSize(2);

        advisor.advise(like(0.91).after(bad).ask()); // it was bad before this answer was given
        assertThat(model.asked).hasSize(2);
        advisor.advise(like(0.91)
                .after(bad)
                .candidates(new Candidate("clear-cache", Risk.SAFE, Optional.empty()))
                .ask());
        assertThat(model.asked).hasSize(3);
        advisor.advise(like(0.7).after(bad).ask());
        assertThat(model.asked).hasSize(4);

        now += TimeUnit.DAYS.toNanos(1);
        advisor.advise(like(0.91).after(bad).ask());
        assertThat(model.asked).hasSize(5);
    }

    @Test
    void oneCallIsInFlightForAnIncident() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FakeModel hanging = new FakeModel(request -> {
            inside.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return FakeModel.response("{}");
        });
        advisor = advisor(hanging, Terms.of("model"));
        Questions question = fresh();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<String> first = other.submit(() -> name(advisor.advise(question.ask())));
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(name(advisor.advise(question.ask()))).isEqualTo("InFlight");
            release.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("OffSchema");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void termsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Terms.of("model").callsAnHour(0)).hasMessageContaining("allow at least 1 of each");
        assertThatThrownBy(() -> Terms.of("model").costADay(Double.NaN, 1, 1)).hasMessageContaining("zero or more");
    }
}
