package io.selfheal.config;

/** A text that is not what its kind of value looks like. */
final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says nothing more than what the kind expects. */
    Misfit() {
        this("");
    }

    /**
     * Says more.
     *
     * @param hint the fix; begins with "; "
     */
    Misfit(String hint) {
        super(hint, null, false, false);
    }

    String hint() {
        return String.valueOf(getMessage());
    }
}
