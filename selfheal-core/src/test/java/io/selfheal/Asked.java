package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question to one guard alone: may "mend" run on the db, whose load is high, with this behind it? */
final class Asked {
    static final String PROBLEM = "load-high";

    private final List<Run> runs = new ArrayList<>();
    private final List<Symptom> symptoms = new ArrayList<>(List.of(symptom("db", PROBLEM, true)));

    static long nanos(Duration since) {
        return 1_000_000 + since.toNanos();
    }

    static Symptom symptom(String component, String id, boolean fresh) {
        return symptom(component, id, fresh, 0.5);
    }

    static Symptom symptom(String component, String id, boolean fresh, double severity) {
        return new Symptom(
                id,
                component,
                Instant.EPOCH,
                severity,
                fresh,
                List.of(new Finding(Gauge.of(component + ".load.ratio", 0.95), "above 0.9")));
    }

    static Incident incident(String id, Symptom symptom) {
        return new Incident(
                id,
                symptom,
                Instant.EPOCH,
                Incident.State.OPEN,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Run run(String action, String problem, String component, Duration at, Duration took, Verdict verdict) {
        long started = nanos(at);
        return new Run(
                "earlier-1",
                problem,
                component,
                component,
                action,
                started,
                started + took.toNanos(),
                false,
                Optional.of(verdict));
    }

    /** The same action against the same problem, at this time, over at once. */
    Asked after(Duration at, Verdict verdict) {
        return after(run("mend", PROBLEM, "db", at, Duration.ZERO, verdict));
    }

    Asked after(Run run) {
        runs.add(run);
        return this;
    }

    Asked showing(Symptom... now) {
        symptoms.clear();
        symptoms.addAll(List.of(now));
        return this;
    }

    Intent at(Duration time) {
        return at(nanos(time));
    }

    Intent at(long nanos) {
        return new Intent(
                "mend",
                "db",
                incident("now-2", symptom("db", PROBLEM, true)),
                Snapshot.of(Instant.EPOCH, nanos, "db", Gauge.of("db.load.ratio", 0.95)),
                symptoms,
                runs,
                nanos);
    }

    /** The reason for a no; empty text for a yes. */
    String of(Guard guard, Duration time) {
        return text(guard.check(at(time)).orElse(null));
    }

    String of(Guard guard, long nanos) {
        return text(guard.check(at(nanos)).orElse(null));
    }

    private static String text(@Nullable Refusal refusal) {
        return refusal == null ? "" : refusal.reason();
    }
}
