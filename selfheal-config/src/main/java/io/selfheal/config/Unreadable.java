package io.selfheal.config;

/** A file, or the rest of it, that cannot be read at all. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    Unreadable(Place place, String message) {
        super(message, null, false, false);
        this.place = place;
    }

    Place place() {
        return place;
    }

    String told() {
        return String.valueOf(getMessage());
    }
}
