package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Instance.Word;
import io.selfheal.examples.gallery.Load.Answer;
import java.util.List;

/**
 * What was seen of one run. All times are on {@link System#nanoTime()}.
 *
 * @param begun when it was first looked at what customers see
 * @param injected when the fault was told to happen
 * @param end when the last request was sent
 * @param answers what customers saw
 * @param words what each process said, with what {@code offset} is to be added to their times
 * @param offset from the wall clock to the ticker, in nanoseconds
 * @param exit how the first process ended; negative if it lives
 * @param evidence how many files of evidence the first process left behind
 */
record Recording(
        long begun,
        long injected,
        long end,
        List<Answer> answers,
        List<List<Word>> words,
        long offset,
        int exit,
        long evidence) {
    static final int LIVES = -1;

    Latencies latencies() {
        return new Latencies(answers);
    }

    /** What the first process said. */
    List<Word> first() {
        return words.get(0);
    }

    /** When a word was said. */
    long at(Word word) {
        return word.millis() * 1_000_000 + offset;
    }
}
