package io.selfheal.journal;

import io.selfheal.HealingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads files of lines from the oldest to the newest in bounded memory, hands over every event, and counts what it had to
 * leave out. A damaged line costs only itself, also where the damage hit its newline.
 */
final class Scan {
    /** How every line begins; cannot occur within one, where quotation marks are escaped. */
    private static final byte[] BEGIN = {'{', '"', 'v', '"', ':'};

    private final Codec codec;
    private final Consumer<HealingEvent> past;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private long offset;
    private long whole;
    private long unread;
    private long damaged;
    private long unknown;
    private boolean foreign;

    Scan(Codec codec, Consumer<HealingEvent> past) {
        this.codec = codec;
        this.past = past;
    }

    /** Damaged lines before the last whole one of their file, or anywhere in a file that is no longer written. */
    long damaged() {
        return damaged;
    }

    /** Whole lines of a newer version, or of a type or with a word that is not known. */
    long unknown() {
        return unknown;
    }

    /** Reads a file that is no longer written; its last line may lack its newline. */
    void old(InputStream file) throws IOException {
        lines(file);
        if (filled > 0) {
            line(0, filled, offset + filled);
        }
        damaged += unread;
    }

    /**
     * Reads the file that is written next.
     *
     * @return where its last whole line ends; what is behind it is damaged
     * @throws IOException also if it never was a journal: nothing of a stranger's file may be cut off
     */
    long newest(InputStream file) throws IOException {
        lines(file);
        if (whole == 0 && foreign) {
            throw new Unfit("it is not a journal, and is left as it is; move it away or name another file");
        }
        return whole;
    }

    private void lines(InputStream file) throws IOException {
        filled = 0;
        offset = 0;
        whole = 0;
        unread = 0;
        foreign = false;
        boolean overlong = false;
        int count;
        while ((count = file.read(buffer, filled, buffer.length - filled)) >= 0) {
            if (offset == 0 && filled == 0 && count > 0) {
                foreign = !begins(count);
            }
            int searched = filled;
            filled += count;
            int start = 0;
            for (int i = searched; i < filled; i++) {
                if (buffer[i] == '\n') {
                    if (overlong) {
                        unread++;
                        overlong = false;
                    } else {
                        line(start, i, offset + i + 1);
                    }
                    start = i + 1;
                }
            }
            if (start == 0 && filled == Line.LONGEST) {
                overlong = true;
            }
            keep(overlong ? filled : start);
        }
        if (overlong) {
            unread++;
        }
    }

    /** Makes room for more behind the bytes from {@code start} on. */
    private void keep(int start) {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        offset += start;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Line.LONGEST));
        }
    }

    private void line(int from, int to, long end) {
        if (event(from, to) || (to > from && pieces(from, to))) {
            whole = end;
            damaged += unread;
            unread = 0;
        } else {
            unread++;
        }
    }

    /** Whether it is a whole line; hands it over if it is. */
    private boolean event(int from, int to) {
        if (!Seal.holds(buffer, from, to)) {
            return false;
        }
        Optional<HealingEvent> event = codec.decode(buffer, from, to);
        if (event.isPresent()) {
            past.accept(event.get());
        } else {
            unknown++;
        }
        return true;
    }

    /** Tries what is left where a newline was lost, or garbage stands before or behind a line. */
    private boolean pieces(int from, int to) {
        boolean any = false;
        for (int begin = begin(from, to); begin < to; ) {
            int next = begin(begin + 1, to);
            int end = next;
            while (end > begin + 1 && !(buffer[end - 2] == '"' && buffer[end - 1] == '}')) {
                end--;
            }
            any |= event(begin, end);
            begin = next;
        }
        if (any) {
            unread++;
        }
        return any;
    }

    /** Whether a file begins as a journal may after the worst of crashes: with some of a line, or with zeros. */
    private boolean begins(int count) {
        int known = Math.min(count, BEGIN.length);
        return buffer[0] == 0 || Arrays.equals(buffer, 0, known, BEGIN, 0, known);
    }

    private int begin(int from, int to) {
        for (int i = from; i <= to - BEGIN.length; i++) {
            if (Arrays.equals(buffer, i, i + BEGIN.length, BEGIN, 0, BEGIN.length)) {
                return i;
            }
        }
        return to;
    }
}
