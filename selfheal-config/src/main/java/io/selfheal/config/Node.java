package io.selfheal.config;

import java.util.List;

/** A value in a file, and where it stands. */
sealed interface Node {
    Place place();

    /** What it is, for a person: {@code a list}, {@code "42"}. */
    String shown();

    /**
     * A word, a number, or nothing.
     *
     * @param text its text, after substitution; empty for nothing
     * @param known whether every variable in it was known; if not, that is already told
     * @param hidden whether it may not be shown
     * @param secrets the variables in it that look secret
     */
    record Scalar(Place place, String text, boolean known, boolean hidden, List<Secret> secrets) implements Node {
        @Override
        public String shown() {
            if (hidden || guarded()) {
                return "a value that is not shown, as it looks secret";
            }
            return text.isEmpty() ? "nothing" : Clean.quoted(text);
        }

        /** An address may hold a password, or a query. */
        private boolean guarded() {
            return text.contains("://") && (text.contains("@") || text.contains("?"));
        }

        @Override
        public String toString() {
            return shown();
        }
    }

    /**
     * A variable that looks secret.
     *
     * @param name the variable
     * @param value what it holds
     */
    record Secret(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A list.
     *
     * @param items what is in it
     */
    record Series(Place place, List<Node> items) implements Node {
        @Override
        public String shown() {
            return "a list";
        }
    }

    /**
     * Keys with their values, in the file's order, each key once.
     *
     * @param entries the entries
     */
    record Mapping(Place place, List<Entry> entries) implements Node {
        @Override
        public String shown() {
            return "keys with values";
        }
    }

    /**
     * A key with its value.
     *
     * @param key the key
     * @param place where the key stands
     * @param value the value
     */
    record Entry(String key, Place place, Node value) {}
}
