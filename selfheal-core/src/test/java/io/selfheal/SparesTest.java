package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reserve of descriptors where there is no lack of them; what it does in a lack shows in {@link NoDescriptorsTest}. */
class SparesTest {
    private final Spares spares = new Spares();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void giveThemBack() {
        spares.close();
    }

    @Test
    void nothingIsHeldBeforeItIsTakenAndNothingAfterTheEnd() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "nothing to hold descriptors of");
        assertThat(spares.held()).isZero();
        spares.take();
        assertThat(spares.held()).isEqualTo(16);
        spares.take();
        assertThat(spares.held()).isEqualTo(16);
        spares.close();
        assertThat(spares.held()).isZero();
        spares.take();
        spares.replenish();
        assertThat(spares.held()).as("never again").isZero();
    }

    @Test
    void whatIsMissingIsTakenWhereThereArePlenty() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "nothing to hold descriptors of");
        spares.replenish();
        assertThat(spares.held()).isEqualTo(16);
    }

    @Test
    void whatFailsForAnotherReasonIsNotCalledAgain() {
        spares.take();
        assertThatThrownBy(() -> spares.looking(this::fail)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> spares.acting(this::fail)).isInstanceOf(IOException.class);
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatWorksIsCalledOnceAndItsResultHandedOn() throws Exception {
        spares.take();
        assertThat(spares.looking(calls::incrementAndGet)).isEqualTo(1);
        assertThat(spares.acting(calls::incrementAndGet)).isEqualTo(2);
    }

    private Integer fail() throws IOException {
        throw new IOException("call " + calls.incrementAndGet());
    }
}
