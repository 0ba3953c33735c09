package io.selfheal.jvm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Stack frames, as far as they tell what is going on. */
final class Frames {
    private static final List<String> PLATFORM = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private Frames() {}

    /** The uppermost frame that is not the JDK's, or the uppermost of all; empty for an empty stack. */
    static String hot(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> PLATFORM.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(Frames::shown)
                .orElse("");
    }

    /** The uppermost frames, each called by the next one, and how many there are below; empty for an empty stack. */
    static String stack(StackTraceElement[] stack, int most) {
        String shown = Arrays.stream(stack).limit(most).map(Frames::shown).collect(Collectors.joining(" < "));
        return stack.length > most ? shown + " < " + (stack.length - most) + " more" : shown;
    }

    /** A frame in words, without the names of loaders and modules. */
    static String shown(StackTraceElement frame) {
        String file = frame.getFileName();
        String where =
                frame.isNativeMethod() ? "native" : file == null ? "unknown" : file + ":" + frame.getLineNumber();
        return Text.line(frame.getClassName() + "." + frame.getMethodName() + "(" + where + ")");
    }

    /** A number that is the same for the same frames, but for line numbers within a method. */
    static int trace(StackTraceElement[] stack, int depth) {
        int trace = 1;
        for (int i = 0; i < Math.min(depth, stack.length); i++) {
            trace = 31 * trace
                    + stack[i].getMethodName().hashCode()
                    + 7 * stack[i].getClassName().hashCode();
        }
        return trace;
    }
}
