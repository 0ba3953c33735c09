package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FallbackTest {
    private int asked;

    @Test
    void theSpareIsRehearsedBeforeItIsNeeded() throws Exception {
        int[] rehearsed = {0};
        Fallback<String> source = new Fallback<>(() -> Optional.of("first"), () -> {
            rehearsed[0]++;
            return Optional.of("spare");
        });

        assertThat(source.read()).contains("first");
        assertThat(source.read()).contains("first");
        assertThat(rehearsed[0]).isEqualTo(1);
    }

    @Test
    void whileTheFirstHasNothingToSayTheSpareAnswersAndTheFirstIsLeftAlone() throws Exception {
        Fallback<String> source = new Fallback<>(
                () -> {
                    asked++;
                    return asked == 1 ? Optional.empty() : Optional.of("first");
                },
                () -> Optional.of("spare"));

        for (int i = 0; i <= Fallback.REST; i++) {
            assertThat(source.read()).contains("spare");
            assertThat(asked).isEqualTo(1);
        }
        assertThat(source.read()).contains("first");
    }

    @Test
    void aFirstThatThrowsIsStoodInFor() throws Exception {
        Fallback<String> source = new Fallback<>(
                () -> {
                    throw new NoClassDefFoundError("gone");
                },
                () -> Optional.of("spare"));

        assertThat(source.read()).contains("spare");
    }

    @Test
    void withoutASpareTheFailureOfTheFirstIsTold() {
        Fallback<String> source = new Fallback<>(
                () -> {
                    throw new IOException("no such counter");
                },
                Optional::empty);

        assertThatThrownBy(source::read).hasMessage("no such counter");
    }
}
