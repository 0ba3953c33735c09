package io.selfheal.llm;

/** A call to a model failed; says how, without what a provider may have put into its message. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1;

    CallFailedException(Throwable thrown) {
        super(
                thrown.getClass().getSimpleName() + ": "
                        + Redaction.of(capped(String.valueOf(thrown.getMessage())), new Pseudonyms()),
                null,
                false,
                false);
    }

    private static String capped(String message) {
        return message.length() <= 500 ? message : message.substring(0, 500);
    }
}
