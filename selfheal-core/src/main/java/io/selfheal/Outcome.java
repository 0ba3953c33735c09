package io.selfheal;

import java.time.Duration;
import java.util.List;

/**
 * What an action did and what verification then saw.
 *
 * @param verdict what was found
 * @param took how long the action ran
 * @param report what the action said it did; empty if nothing
 * @param detail how the verdict came about, in words
 * @param before the metrics of the symptom right before the action
 * @param after the same metrics when it was judged; empty where none was fresh
 */
public record Outcome(
        Verdict verdict, Duration took, String report, String detail, List<Metric> before, List<Metric> after) {
    /** Escapes and caps the texts and copies the lists. */
    public Outcome {
        report = Text.detail(report);
        detail = Text.detail(detail);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
