package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {
    @Test
    void theLatestWholeChunksThatFitAreKept() throws IOException {
        List<Long> sizes = Chunks.sizes(new ByteArrayInputStream(chunks(100, 50, 30)));

        assertThat(sizes).containsExactly(100L, 50L, 30L);
        assertThat(Chunks.tooOld(sizes, 180)).isZero();
        assertThat(Chunks.tooOld(sizes, 179)).isEqualTo(100);
        assertThat(Chunks.tooOld(sizes, 80)).isEqualTo(100);
        assertThat(Chunks.tooOld(sizes, 79)).isEqualTo(150);
    }

    @Test
    void noGapIsLeftByAnOlderChunkThatWouldFitAgain() throws IOException {
        assertThat(Chunks.tooOld(List.of(10L, 100L, 30L), 60)).isEqualTo(110);
    }

    @Test
    void aPieceThatIsTooLargeIsNotCutAndTheFixIsNamed() {
        assertThatThrownBy(() -> Chunks.tooOld(List.of(10L, 3L << 20), 2L << 20))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 MiB are in one piece, and 2 MiB fit")
                .hasMessageContaining("maxchunksize=1M");
        assertThatThrownBy(() -> Chunks.tooOld(List.of(), 1)).hasMessageContaining("nothing was recorded yet");
    }

    @Test
    void whatIsNoRecordingIsToldApart() {
        byte[] torn = Arrays.copyOf(chunks(100), 108);
        assertThatThrownBy(() -> Chunks.sizes(new ByteArrayInputStream(torn)))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("chunk 1 of the flight recording ends in its header");
        assertThatThrownBy(() -> Chunks.sizes(new ByteArrayInputStream(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chunk 0 of the flight recording is none");
        ByteBuffer endless = ByteBuffer.wrap(chunks(100)).putLong(8, 0);
        assertThatThrownBy(() -> Chunks.sizes(new ByteArrayInputStream(endless.array())))
                .hasMessageContaining("a size of 0");
    }

    private static byte[] chunks(int... sizes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size : sizes) {
            ByteBuffer chunk = ByteBuffer.allocate(size);
            chunk.putInt(0x464c5200).putShort((short) 2).putShort((short) 1).putLong(size);
            all.writeBytes(chunk.array());
        }
        return all.toByteArray();
    }
}
