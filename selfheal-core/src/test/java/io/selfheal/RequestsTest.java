package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final Answer YES = new Answer(true, "yes");

    @Test
    void whoWaitsInAnAnswerForTheNextOneDoesNotHoldUpTheLoop() throws Exception {
        Requests requests = new Requests(Requests::aside);
        CompletableFuture<Answer> second = requests.ask(now -> YES)
                .thenApply(first -> requests.ask(now -> YES).join());

        CompletableFuture.runAsync(() -> requests.attend(0)).get(20, TimeUnit.SECONDS);
        Wait.until("the second is answered, too", () -> {
            requests.attend(1);
            return second.isDone();
        });
        assertThat(second.join()).isEqualTo(YES);
    }

    @Test
    void whereNoThreadIsToBeHadTheAnswerIsToldAllTheSame() {
        Requests requests = new Requests(telling -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        CompletableFuture<Answer> answer = requests.ask(now -> YES);
        requests.attend(0);
        assertThat(answer).isCompletedWithValue(YES);
    }
}
