package io.selfheal.jvm;

import java.util.regex.Pattern;

/** The part of a metric's name that a host chooses. */
final class Label {
    private static final Pattern FITS = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private Label() {}

    /**
     * The label, if it fits.
     *
     * @throws IllegalArgumentException if not, with the fix
     */
    static String fitting(String what, String label) {
        if (!FITS.matcher(label).matches()) {
            String shown = label.length() > 80 ? label.substring(0, 80) + "…" : label;
            throw new IllegalArgumentException(what + " label \"" + shown
                    + "\" does not fit into a metric's name: use 1 to 64 of a-z, 0-9, - and _, such as \"data\"");
        }
        return label;
    }
}
