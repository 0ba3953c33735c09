package io.selfheal.cli;

/** What keeps a command from finding out what was asked; told without a stack trace. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Trouble(String message) {
        super(message, null, false, false);
    }
}
