package io.selfheal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Opens an incident for every new symptom, or has it join the incident of the component whose fault it is; and closes
 * incidents.
 */
final class Admission {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Blame blame;
    private final Recorder recorder;
    private final Approval approval;
    private final Optional<Investigation> investigation;

    Admission(Blame blame, Recorder recorder, Approval approval, Optional<Investigation> investigation) {
        this.blame = blame;
        this.recorder = recorder;
        this.approval = approval;
        this.investigation = investigation;
    }

    void admit(List<Symptom> symptoms, Snapshot snapshot, long now) {
        IncidentBook book = recorder.memory().incidents();
        for (Symptom symptom : symptoms) {
            if (book.openFor(symptom.key()).isPresent()) {
                book.seen(symptom);
            } else if (blame.root(symptom.component(), symptoms).isEmpty()) {
                open(symptom, snapshot, now);
            }
        }
        for (Symptom symptom : symptoms) {
            if (book.openFor(symptom.key()).isEmpty()) {
                blame.root(symptom.component(), symptoms)
                        .flatMap(book::oldestOf)
                        .ifPresentOrElse(cause -> join(cause, symptom), () -> open(symptom, snapshot, now));
            }
        }
    }

    /** The incident that another one belongs to: its component depends on a sick one, and nothing was tried on it yet. */
    Optional<Incident> causeOf(Incident incident, List<Symptom> symptoms) {
        return incident.attempts().isEmpty()
                ? blame.root(incident.component(), symptoms)
                        .flatMap(component -> recorder.memory().incidents().oldestOf(component))
                : Optional.empty();
    }

    void join(Incident cause, Symptom symptom) {
        recorder.record((sequence, time) -> new HealingEvent.SymptomJoined(sequence, time, cause.id(), symptom));
    }

    void discharge(Incident incident, Resolution resolution, Snapshot snapshot) {
        approval.withdraw(incident.id(), "the incident is over: " + resolution);
        String summary = Story.of(incident, resolution, snapshot);
        Duration lasted = Duration.between(incident.opened(), snapshot.time());
        recorder.record((sequence, time) -> new HealingEvent.IncidentClosed(
                sequence, time, incident.id(), resolution, lasted.isNegative() ? Duration.ZERO : lasted, summary));
    }

    private void open(Symptom symptom, Snapshot snapshot, long now) {
        IncidentBook book = recorder.memory().incidents();
        recorder.record((sequence, time) ->
                new HealingEvent.IncidentOpened(sequence, time, ID.format(time) + "-" + book.next(), symptom));
        investigation.ifPresent(collecting ->
                book.openFor(symptom.key()).ifPresent(incident -> collecting.open(incident, snapshot, now)));
    }
}
