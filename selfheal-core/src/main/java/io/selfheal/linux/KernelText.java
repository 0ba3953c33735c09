package io.selfheal.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * What a file of the kernel's says: one number, a few words, or a line for each key.
 *
 * @param path where it was read, for errors
 * @param text its content
 */
public record KernelText(Path path, String text) {
    /** The words of the first line. */
    public StringTokenizer words() {
        int end = text.indexOf('\n');
        return new StringTokenizer(end < 0 ? text : text.substring(0, end));
    }

    /** The number that the file consists of; {@link Long#MAX_VALUE} for {@code max}. */
    public long amount() throws IOException {
        return number(text.strip());
    }

    /** The first word as a decimal number. */
    public double decimal() throws IOException {
        StringTokenizer words = words();
        String word = words.hasMoreTokens() ? words.nextToken() : "";
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw unexpected(word, e);
        }
    }

    /** The first number on the line that begins with a key; empty if there is no such line. */
    public Optional<Long> amount(String key) throws IOException {
        int line = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
        if (line == 0 && !text.startsWith(key)) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', line);
        StringTokenizer words = new StringTokenizer(text.substring(line + key.length(), end < 0 ? text.length() : end));
        return Optional.of(number(words.hasMoreTokens() ? words.nextToken() : ""));
    }

    /** The same, of a key that must be there. */
    public long need(String key) throws IOException {
        return amount(key).orElseThrow(() -> new IOException(path + " has no line \"" + key.strip() + "\""));
    }

    /** A number of this file; {@link Long#MAX_VALUE} for {@code max} and for what no long can hold. */
    public long number(String word) throws IOException {
        if (word.equals("max")) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Long.MAX_VALUE;
            }
            throw unexpected(word, e);
        }
    }

    private IOException unexpected(String word, NumberFormatException e) {
        String shown = word.length() > 40 ? word.substring(0, 40) + "…" : word;
        return new IOException(path + " has \"" + shown + "\" where a number was expected", e);
    }
}
