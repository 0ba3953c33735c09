package io.selfheal.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of one line: a buffer that is filled anew for each, made ahead and bounded. */
final class Line extends OutputStream {
    /** Longest line that is written or read, its newline included. */
    static final int LONGEST = 1 << 20;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Takes back the last bytes. */
    void shorten(int by) {
        length -= by;
    }

    @Override
    public void write(int one) throws IOException {
        reserve(1);
        bytes[length++] = (byte) one;
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int count) throws IOException {
        if (count > LONGEST - length) {
            throw new Unfit(
                    "an event of more than " + LONGEST
                            + " bytes cannot be recorded: let its symptom or decision carry fewer findings, causes and alternatives");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(LONGEST, Math.max(length + count, 2 * bytes.length)));
        }
    }
}
