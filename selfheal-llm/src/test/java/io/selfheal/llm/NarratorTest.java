package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a model does, a post-mortem is told, and in time. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NarratorTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String VIEW =
            "{\"summary\":\"It was at 0.91.\",\"likely_cause\":\"The cache grew.\",\"next_steps\":[]}";

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch back = new CountDownLatch(1);

    private static String told(Narrator narrator, Duration within) {
        Symptom symptom = new Symptom(
                "memory-high",
                "orders",
                Questions.NOON,
                0.5,
                true,
                List.of(new Finding(Gauge.of("memory.used.ratio", 0.91), "above 90 %")));
        return PostMortem.of(List.of(new HealingEvent.IncidentOpened(1, Questions.NOON, "i-1", symptom)), "i-1")
                .told(narrator, within)
                .markdown();
    }

    private static Narrator narrator(Function<ChatRequest, ChatResponse> model) {
        return Narrator.of(new FakeModel(model), Terms.of("qwen3"));
    }

    /** Deaf to the interrupt that it notes, until it is let go. */
    private ChatResponse hang() {
        inside.countDown();
        try {
            back.await();
        } catch (InterruptedException atTheDeadline) {
            interrupted.countDown();
            hang();
        }
        return FakeModel.response(VIEW);
    }

    @AfterEach
    void letGo() {
        back.countDown();
    }

    @Test
    void aModelThatHangsIsInterruptedAndNotWaitedFor() throws InterruptedException {
        String told = "";
        for (long millis = 50; inside.getCount() > 0; millis *= 2) {
            told = told(narrator(request -> hang()), Duration.ofMillis(millis));
        }
        assertThat(told)
                .contains("Seen on orders: memory.used.ratio is 91 %")
                .containsPattern("Nothing: TimedOut, no answer within \\d+ ms\\.\n$");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whileACallHasNotComeBackNoOtherIsMadeAndThenOneIs() throws Exception {
        FakeModel hanging = new FakeModel(request -> hang());
        Narrator narrator = Narrator.of(hanging, Terms.of("qwen3"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<String> first = other.submit(() -> told(narrator, LONG));
            assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(told(narrator, SHORT)).contains("Nothing: InFlight, an earlier call has not come back.");
            assertThat(hanging.asked).hasSize(1);

            first.cancel(true);
            assertThat(told(narrator, SHORT)).contains("Nothing: InFlight, an earlier call has not come back.");

            back.countDown();
            assertThat(told(narrator, LONG)).contains("Likely cause: The cache grew.");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void itsThreadKeepsNoProcessAlive() {
        boolean[] daemon = {false};
        Narrator narrator = narrator(request -> {
            daemon[0] = Thread.currentThread().isDaemon();
            return FakeModel.response(VIEW);
        });
        assertThat(told(narrator, Duration.ofSeconds(Long.MAX_VALUE))).contains("The cache grew.");
        assertThat(daemon[0]).isTrue();
    }

    @Test
    void withoutTimeNothingIsAsked() {
        FakeModel model = FakeModel.saying(VIEW);
        assertThat(told(Narrator.of(model, Terms.of("qwen3")), Duration.ZERO)).contains("Nothing: TooLate, ");
        assertThat(model.asked).isEmpty();
    }

    @Test
    void whoeverWaitsMayBeInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(told(narrator(request -> hang()), LONG)).contains("Nothing: Interrupted, ");
        assertThat(Thread.interrupted()).isTrue();
    }

    static List<Throwable> failures() {
        return List.of(
                new StackOverflowError("deep"),
                new OutOfMemoryError("full"),
                new NoClassDefFoundError("io/provider/Client"),
                new Error("like ThreadDeath"),
                new Spiteful());
    }

    private static final class Spiteful extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("and again");
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverAProviderThrowsEndsInThePlainReport(Throwable thrown) {
        Narrator narrator = narrator(request -> {
            throw NarratorTest.<RuntimeException>sneaky(thrown);
        });
        assertThat(told(narrator, LONG))
                .contains("Seen on orders: ")
                .contains("Nothing: CallFailed, " + thrown.getClass().getSimpleName());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
