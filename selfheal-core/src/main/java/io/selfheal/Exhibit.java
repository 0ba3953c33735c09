package io.selfheal;

import java.util.Optional;

/**
 * One piece of evidence of an incident.
 *
 * @param name what it is: the collector's name
 * @param file where it lies; empty if nothing was kept
 * @param bytes how large it is
 * @param fault why it could not be collected, or not as a whole; empty if it could
 */
public record Exhibit(String name, String file, long bytes, Optional<Fault> fault) {
    /** Escapes and caps the texts. */
    public Exhibit {
        name = Text.name(name);
        file = Text.detail(file);
    }

    /** The exhibit as a person reads it. */
    public String shown() {
        String kept = file.isEmpty() ? name : name + " in " + file + " (" + Words.bytes(bytes) + ")";
        return kept + fault.map(why -> ", not whole: " + why.shown()).orElse("");
    }
}
