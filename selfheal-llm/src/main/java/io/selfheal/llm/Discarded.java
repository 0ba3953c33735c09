package io.selfheal.llm;

/** What a model said, or would have been asked, counts as nothing: by a name that stays the same, and a reason. */
final class Discarded extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;

    Discarded(String name, String reason) {
        super(reason, null, false, false);
        this.name = name;
    }

    String name() {
        return name;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
