package io.selfheal;

/**
 * What user code threw, as data.
 *
 * @param type the class name of the throwable
 * @param message its message; empty if it has none; escaped and capped at 1,000 characters
 * @param at the innermost stack frame; empty if there is none
 */
public record Fault(String type, String message, String at) {
    /** Escapes and caps the texts. */
    public Fault {
        type = Text.name(type);
        message = Text.detail(message);
        at = Text.name(at);
    }

    /**
     * Takes what matters from a throwable, and survives throwables that throw themselves.
     *
     * @param thrown what was thrown
     * @return it as data
     */
    public static Fault of(Throwable thrown) {
        if (thrown instanceof RecordedFailure recorded) {
            return recorded.fault();
        }
        String message;
        String at = "";
        try {
            String told = thrown.getMessage();
            message = told == null ? "" : told;
            StackTraceElement[] frames = thrown.getStackTrace();
            at = frames.length == 0 ? "" : frames[0].toString();
        } catch (Throwable second) { // a hostile getMessage() must not break the one place that copes with throwables
            message = "(its message cannot be read: " + second.getClass().getName() + ")";
        }
        return new Fault(thrown.getClass().getName(), message, at);
    }

    /** The fault as a person reads it: {@code IllegalStateException: pool is closed}. */
    public String shown() {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return message.isEmpty() ? simple : simple + ": " + message;
    }
}
