package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FallbackTest {
    private int asked;

    @Test
    void theSpareIsLeftAloneAsLongAsTheFirstAnswers() throws Exception {
        Fallback<String> source = new Fallback<>(() -> Optional.of("first"), () -> {
            asked++;
            return Optional.of("spare");
        });

        assertThat(source.read()).contains("first");
        assertThat(asked).isZero();
    }

    @Test
    void whileTheFirstHasNothingToSayTheSpareAnswers() throws Exception {
        Fallback<String> source = new Fallback<>(
                () -> {
                    asked++;
                    return asked == 1 ? Optional.empty() : Optional.of("first");
                },
                () -> Optional.of("spare"));

        assertThat(source.read()).contains("spare");
        assertThat(source.read()).contains("first");
    }

    @Test
    void aFirstThatThrowsIsStoodInFor() throws Exception {
        Fallback<String> source = new Fallback<>(
                () -> {
                    throw new IOException("no such counter");
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

    @Test
    void ifBothFailTheFailureOfTheFirstIsToldWithThatOfTheSpare() {
        Fallback<String> source = new Fallback<>(
                () -> {
                    throw new IOException("no such counter");
                },
                () -> {
                    throw new NoClassDefFoundError("gone");
                });

        assertThatThrownBy(source::read)
                .hasMessage("no such counter")
                .satisfies(failure -> assertThat(failure).hasSuppressedException(new NoClassDefFoundError("gone")));
    }
}
