package io.selfheal.examples;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Calm, aligned lines; colour only on a terminal. Safe for use by several threads. */
final class Screen {
    /** How a line is shown. */
    enum Tone {
        PLAIN(""),
        FAINT("\u001b[2m"),
        GOOD("\u001b[32m"),
        WARNING("\u001b[33m"),
        BAD("\u001b[31m"),
        STRONG("\u001b[1m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private static final int WIDTH = 118;
    private static final int MARGIN = 22;

    private final PrintStream out;
    private final boolean colour;
    private final long start = System.nanoTime();

    private Screen(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    static Screen ofTerminal() {
        return new Screen(System.out, onTerminal());
    }

    /** The console exists on newer JDKs also where the output is no terminal, and says so itself there. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null || System.getenv("TERM") == null || System.getenv("NO_COLOR") != null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderThan22) {
            return true;
        }
    }

    /** A line with the seconds since the start, a word, and what is to say, wrapped under itself. */
    synchronized void say(String word, String text, Tone tone) {
        double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0;
        String rest = text;
        String head = String.format(Locale.ROOT, "%6.1f s  %-12s", seconds, word);
        do {
            int cut = cut(rest);
            out.println(painted(head, rest.substring(0, cut).stripTrailing(), tone));
            rest = rest.substring(cut).stripLeading();
            head = " ".repeat(MARGIN);
        } while (!rest.isEmpty());
        out.flush();
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    synchronized void title(String text) {
        out.println(colour ? Tone.STRONG.code + text + "\u001b[0m" : text);
        out.flush();
    }

    private String painted(String head, String text, Tone tone) {
        return colour && tone != Tone.PLAIN ? head + tone.code + text + "\u001b[0m" : head + text;
    }

    private static int cut(String text) {
        int most = WIDTH - MARGIN;
        if (text.length() <= most) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', most);
        return space > most / 2 ? space : most;
    }
}
