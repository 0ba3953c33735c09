package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Words in place of things, and the way back. */
class PseudonymsTest {
    private final Pseudonyms pseudonyms = new Pseudonyms();

    private String restored(String text) {
        return pseudonyms.restored(text, 300);
    }

    @Test
    void wholeWordsComeBackAndNoOthers() {
        pseudonyms.word("metric", "queue.length.count");
        pseudonyms.mark("email", "ada@example.com");
        assertThat(restored("metric-1, (metric-1) and <email-1>"))
                .isEqualTo("queue.length.count, (queue.length.count) and ada@example.com");
        assertThat(restored("metric-12, a_metric-1, metric-1b, email-1 and <email-12>"))
                .isEqualTo("metric-12, a_metric-1, metric-1b, email-1 and <email-12>");
        assertThat(restored("<metric-1>")).isEqualTo("<queue.length.count>");
    }

    @Test
    void aNameThatLooksLikeAnotherWordIsToldAsItIs() {
        pseudonyms.word("metric", "metric-2");
        pseudonyms.word("metric", "payments.failed.count");
        pseudonyms.word("component", "<email-1> of metric-1");
        pseudonyms.mark("email", "ada@example.com");
        assertThat(restored("metric-1 on component-1")).isEqualTo("metric-2 on <email-1> of metric-1");
    }

    @Test
    void namesWithinNamesDoNotGrow() {
        for (int i = 1; i <= 40; i++) {
            pseudonyms.word("metric", ("metric-" + (i + 1) + " ").repeat(20));
        }
        assertThat(restored("metric-1")).hasSize(9 * 20);
    }

    @Test
    void aTextEndsWhereItWouldBeTooLong() {
        pseudonyms.word("metric", "x".repeat(200));
        assertThat(restored("metric-1 ".repeat(400)))
                .hasSize(301)
                .startsWith("x".repeat(200) + " x")
                .endsWith("x…");
        assertThat(pseudonyms.restored("ab\ud83d\ude00", 3)).isEqualTo("ab…");
        assertThat(pseudonyms.restored("metric-1", 200)).hasSize(200);
    }
}
