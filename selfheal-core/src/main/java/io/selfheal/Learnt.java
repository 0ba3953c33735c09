package io.selfheal;

import java.util.Base64;

/**
 * What was learnt of one gauge, as it is kept.
 *
 * @param kind what was learnt, see {@link Learner#kind()}; escaped and capped
 * @param metric of which gauge; escaped and capped
 * @param component whose gauge it is; escaped and capped
 * @param state what {@link Learner#state()} gave, in Base64; not checked
 */
public record Learnt(String kind, String metric, String component, String state) {
    /** Escapes and caps the names. */
    public Learnt {
        kind = Text.name(kind);
        metric = Text.name(metric);
        component = Text.name(component);
    }

    static Learnt of(Learner learner, byte[] state) {
        return new Learnt(
                learner.kind(),
                learner.metric(),
                learner.component(),
                Base64.getEncoder().encodeToString(state));
    }

    /** Throws {@link IllegalArgumentException} if that is not Base64. */
    byte[] bytes() {
        return Base64.getDecoder().decode(state);
    }

    /** What tells it from all others. */
    String key() {
        return key(kind, metric);
    }

    static String key(String kind, String metric) {
        return kind + " of " + metric;
    }
}
