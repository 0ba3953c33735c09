package io.selfheal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelTextTest {
    @Test
    void aKeyIsFoundOnALineOfItsOwnOnly() throws Exception {
        KernelText text = text("total_inactive_file 1\ninactive_file_x 2\ninactive_file 3\n");

        assertThat(text.amount("inactive_file ")).contains(3L);
        assertThat(text.amount("total_inactive_file ")).contains(1L);
        assertThat(text.amount("active_file ")).isEmpty();
    }

    @Test
    void maxAndWhatNoLongCanHoldAreTheLargestNumber() throws Exception {
        assertThat(text("max\n").amount()).isEqualTo(Long.MAX_VALUE);
        assertThat(text("18446744073709551615\n").amount()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aMissingKeyAndAMissingNumberAreNamed() {
        assertThatThrownBy(() -> text("a 1\n").need("b "))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"b\"");
        assertThatThrownBy(() -> text("b").amount("b"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected");
    }

    private static KernelText text(String text) {
        return new KernelText(Path.of("memory.stat"), text);
    }
}
