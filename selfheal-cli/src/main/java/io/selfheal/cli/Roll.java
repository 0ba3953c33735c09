package io.selfheal.cli;

import io.selfheal.HealingEvent;
import io.selfheal.Symptom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The incidents of a journal, also those whose beginning was rotated away. */
final class Roll {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * An incident.
     *
     * @param opened when it was opened; empty if the journal no longer says so
     * @param about what it is about
     * @param state how it ended, or that it is open
     */
    record Entry(Optional<Instant> opened, String about, String state) {}

    void next(HealingEvent event) {
        if (event instanceof HealingEvent.IncidentOpened opened) {
            open(opened.incident(), Optional.of(opened.time()), opened.symptom());
        } else if (event instanceof HealingEvent.IncidentKept kept) {
            open(kept.incident(), Optional.of(kept.opened()), kept.symptom());
        } else if (event instanceof HealingEvent.DecisionMade made) {
            open(made.incident(), Optional.empty(), made.symptom());
        } else if (event instanceof HealingEvent.IncidentClosed closed) {
            close(closed);
        }
    }

    Map<String, Entry> entries() {
        return entries;
    }

    /** The ids of the latest so many. */
    List<String> latest(int most) {
        return entries.keySet().stream()
                .skip(Math.max(0, entries.size() - most))
                .toList();
    }

    private void open(String id, Optional<Instant> opened, Symptom symptom) {
        Entry known = entries.get(id);
        if (known == null || (known.opened().isEmpty() && opened.isPresent())) {
            entries.put(id, new Entry(opened, symptom.component() + ": " + symptom.shown(), "open"));
        }
    }

    private void close(HealingEvent.IncidentClosed closed) {
        Entry known = entries.getOrDefault(closed.incident(), new Entry(Optional.empty(), closed.summary(), ""));
        Instant opened = known.opened().orElseGet(() -> closed.time().minus(closed.lasted()));
        entries.put(
                closed.incident(),
                new Entry(
                        Optional.of(opened), known.about(), closed.resolution().name()));
    }
}
