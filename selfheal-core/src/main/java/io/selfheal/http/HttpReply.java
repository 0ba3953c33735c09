package io.selfheal.http;

import io.selfheal.Health;
import io.selfheal.Status;
import java.util.Optional;

/**
 * What an address answered.
 *
 * @param code the status code, three digits
 * @param body the body, up to 64 KiB of it
 * @param whole whether that is all of the body
 */
record HttpReply(int code, String body, boolean whole) {
    /** What it says about who answered, as {@link HttpProbe} describes. */
    Health health(String name) {
        Optional<HealthDocument> document = whole ? HealthDocument.in(body) : Optional.empty();
        Status byCode = byCode();
        Status status = document.flatMap(HealthDocument::status)
                .filter(said -> said != Status.UP || byCode == Status.UP)
                .orElse(byCode);
        return new Health(name, status, byCode == Status.UP && well(document) ? "" : detail(document));
    }

    private boolean well(Optional<HealthDocument> document) {
        return whole && document.map(HealthDocument::well).orElse(true);
    }

    private String detail(Optional<HealthDocument> document) {
        return "answered " + code + hint() + document.map(HealthDocument::shown).orElse("")
                + (whole ? "" : ", with a body of more than 64 KiB");
    }

    private Status byCode() {
        if (code == 429) {
            return Status.DEGRADED;
        }
        return switch (code / 100) {
            case 2 -> Status.UP;
            case 5 -> Status.DOWN;
            default -> Status.UNKNOWN;
        };
    }

    private String hint() {
        return switch (code) {
            case 301, 302, 303, 307, 308 -> " (a redirect, which is not followed)";
            case 401, 403 -> " (not allowed to ask)";
            case 404, 410 -> " (no such path)";
            case 429 -> " (too many requests)";
            default -> "";
        };
    }
}
