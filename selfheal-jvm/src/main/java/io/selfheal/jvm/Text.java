package io.selfheal.jvm;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Text for people, in evidence. */
final class Text {
    private Text() {}

    /** Writes UTF-8; to be flushed at the end, never closed. */
    static PrintWriter to(OutputStream out) {
        return new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), false);
    }

    /** A name from outside, with what could end a line or steer a terminal replaced. */
    static String line(String name) {
        return line(name, 200);
    }

    /** The same of a text that may be longer. */
    static String line(String name, int longest) {
        StringBuilder line = new StringBuilder(Math.min(name.length(), longest));
        name.codePoints().limit(longest).forEach(c -> line.appendCodePoint(harmful(c) ? '?' : c));
        return line.toString();
    }

    private static boolean harmful(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT;
    }
}
