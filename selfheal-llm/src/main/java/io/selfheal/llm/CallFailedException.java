package io.selfheal.llm;

/** A call to a model failed; says how, without what a provider may have put into its message. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1;

    CallFailedException(Throwable thrown) {
        super(
                thrown.getClass().getSimpleName() + ": " + Redaction.of(capped(message(thrown)), new Pseudonyms()),
                null,
                false,
                false);
    }

    private static String message(Throwable thrown) {
        try {
            return String.valueOf(thrown.getMessage());
        } catch (RuntimeException | Error spiteful) {
            return "its message cannot be read";
        }
    }

    private static String capped(String message) {
        return message.length() <= 500 ? message : message.substring(0, 500);
    }
}
