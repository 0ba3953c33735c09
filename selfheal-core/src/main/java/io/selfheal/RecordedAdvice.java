package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives back what was advised in the past, at the same turn; no adviser is asked. */
final class RecordedAdvice implements Advisory {
    private final Advising advising;
    private final List<HealingEvent.OfIncident> heard = new ArrayList<>();
    private final Map<String, Long> asked = new HashMap<>();
    private @Nullable Recorder recorder;

    RecordedAdvice(Advising advising) {
        this.advising = advising;
    }

    void recorder(Recorder of) {
        recorder = of;
    }

    @Override
    public Advising advising() {
        return advising;
    }

    /** What came in at a turn of the past. */
    void turn(List<HealingEvent> events) {
        heard.clear();
        for (HealingEvent event : events) {
            if (event instanceof HealingEvent.AdviceReceived || event instanceof HealingEvent.AdviceMissing) {
                heard.add((HealingEvent.OfIncident) event);
            }
        }
    }

    /** What nobody has waited for is told all the same. */
    void endTurn() {
        new ArrayList<>(heard).forEach(this::tell);
    }

    @Override
    public Optional<Decision.Hold> ask(Case about, Decision alone, DecisionEngine engine, long now) {
        String incident = about.incident().id();
        int tries = about.incident().attempts().size();
        new ArrayList<>(heard)
                .stream().filter(came -> came.incident().equals(incident)).forEach(this::tell);
        Recorder recording = recorder;
        if (recording == null
                || !concerns(about, alone)
                || recording.memory().advice().of(incident, tries, now).isPresent()) {
            return Optional.empty();
        }
        if (urgent(about, alone)) {
            return Optional.empty();
        }
        String question = incident + '/' + tries;
        long began = asked.computeIfAbsent(question, first -> now);
        Duration took = Duration.ofNanos(now - began);
        if (took.compareTo(advising.deadline()) < 0) {
            return Optional.of(waits());
        }
        Advice.Missing unknown = new Advice.Missing(
                advising.advisor(), "NotRecorded", "the past did not ask, or has not kept the answer", Usage.none());
        recording.record(
                (sequence, time) -> new HealingEvent.AdviceMissing(sequence, time, incident, tries, took, unknown));
        return Optional.empty();
    }

    private void tell(HealingEvent.OfIncident came) {
        heard.remove(came);
        Recorder recording = recorder;
        if (recording == null) {
            return;
        }
        recording.record((sequence, time) -> came instanceof HealingEvent.AdviceReceived received
                ? new HealingEvent.AdviceReceived(
                        sequence, time, received.incident(), received.tries(), received.took(), received.advice())
                : again(sequence, time, (HealingEvent.AdviceMissing) came));
    }

    private static HealingEvent again(long sequence, Instant time, HealingEvent.AdviceMissing missing) {
        return new HealingEvent.AdviceMissing(
                sequence, time, missing.incident(), missing.tries(), missing.took(), missing.advice());
    }
}
