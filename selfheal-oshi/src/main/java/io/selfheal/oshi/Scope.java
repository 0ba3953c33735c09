package io.selfheal.oshi;

import java.util.function.DoubleFunction;

/** The words for a limit that hardly ever changes, put together once and not at every sample. */
final class Scope {
    private double limit = Double.NaN;
    private String words = "";

    String of(double limit, DoubleFunction<String> words) {
        if (this.limit != limit) {
            this.limit = limit;
            this.words = words.apply(limit);
        }
        return this.words;
    }
}
