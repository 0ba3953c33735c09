package io.selfheal;

import java.time.Duration;

/**
 * How a loop is advised.
 *
 * @param advisor the adviser's name
 * @param deadline how long the loop waits for it at most
 * @param ladders whether it is asked where a rule's ladder decides, too
 */
public record Advising(String advisor, Duration deadline, boolean ladders) {
    /** Escapes and caps the text. */
    public Advising {
        advisor = Text.name(advisor);
    }
}
