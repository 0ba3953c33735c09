package io.selfheal.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The check sum that ends each line, {@code ,"crc":"1a2b3c4d"}}: CRC-32C (Castagnoli, as in RFC 3720) in lower-case hex,
 * of the bytes before it. The line stays one plain JSON object.
 */
final class Seal {
    private static final byte[] BEFORE = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;
    private static final int LENGTH = BEFORE.length + DIGITS + AFTER.length;

    private Seal() {}

    /** Seals a line that holds a whole JSON object with at least one field. */
    static void put(Line line) throws IOException {
        line.shorten(1);
        int crc = crc(line.bytes(), 0, line.length());
        line.write(BEFORE);
        for (int digit = 0; digit < DIGITS; digit++) {
            line.write(digit(crc, digit));
        }
        line.write(AFTER);
    }

    /** Whether these bytes, without a newline, are a line as it was sealed. */
    static boolean holds(byte[] bytes, int from, int to) {
        int seal = to - LENGTH;
        if (seal <= from || !isAt(bytes, seal, BEFORE) || !isAt(bytes, to - AFTER.length, AFTER)) {
            return false;
        }
        int crc = crc(bytes, from, seal);
        for (int digit = 0; digit < DIGITS; digit++) {
            if (bytes[seal + BEFORE.length + digit] != digit(crc, digit)) {
                return false;
            }
        }
        return true;
    }

    private static byte digit(int crc, int digit) {
        return HEX[crc >>> (4 * (DIGITS - 1 - digit)) & 0xf];
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    private static boolean isAt(byte[] bytes, int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
