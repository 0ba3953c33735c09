package io.selfheal.probe;

/** Checks the names that probes are given. */
final class Names {
    private Names() {}

    static String checked(String kind, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a " + kind + " probe has a blank name: name the component it observes");
        }
        return name;
    }
}
