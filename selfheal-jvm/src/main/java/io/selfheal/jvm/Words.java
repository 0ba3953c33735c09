package io.selfheal.jvm;

import java.util.function.DoubleFunction;

/** The words for a number that hardly ever changes, put together once and not at every sample. */
final class Words {
    private double number = Double.NaN;
    private String words = "";

    String of(double number, DoubleFunction<String> words) {
        if (this.number != number) {
            this.number = number;
            this.words = words.apply(number);
        }
        return this.words;
    }
}
