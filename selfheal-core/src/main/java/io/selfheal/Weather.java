package io.selfheal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Whether there is a storm, and how many incidents opened lately: a fold over events. */
final class Weather {
    private static final int MOST = 10_000;

    private final Deque<Long> opened = new ArrayDeque<>();
    private Optional<String> storm = Optional.empty();

    void apply(HealingEvent event, long nanos) {
        if (event instanceof HealingEvent.IncidentOpened) {
            opened.addLast(nanos);
            if (opened.size() > MOST) {
                opened.removeFirst();
            }
        } else if (event instanceof HealingEvent.StormBegan began) {
            storm = Optional.of(began.reason());
        } else if (event instanceof HealingEvent.StormEnded) {
            storm = Optional.empty();
        }
    }

    /** Why it is stormy; empty while it is not. */
    Optional<String> storm() {
        return storm;
    }

    int openedWithin(Duration window, long now) {
        while (!opened.isEmpty() && now - opened.getFirst() >= window.toNanos()) {
            opened.removeFirst();
        }
        return opened.size();
    }
}
