package io.selfheal.config;

import java.nio.file.Path;
import java.util.Arrays;

/** What a look into a file has found: its bytes, or why there are none. */
final class Content {
    private final byte[] bytes;
    private final String refusal;

    private Content(byte[] bytes, String refusal) {
        this.bytes = bytes;
        this.refusal = refusal;
    }

    static Content of(Path file) {
        try {
            return new Content(Source.bytes(file), "");
        } catch (Unreadable unreadable) {
            return new Content(new byte[0], unreadable.told());
        }
    }

    /** Whether both say the same, or are missing for the same reason. */
    boolean sameAs(Content other) {
        return Arrays.equals(bytes, other.bytes) && refusal.equals(other.refusal);
    }

    boolean readable() {
        return refusal.isEmpty();
    }

    String text() throws Unreadable {
        if (!readable()) {
            throw new Unreadable(Place.START, refusal);
        }
        return Source.text(bytes);
    }
}
