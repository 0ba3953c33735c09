package io.selfheal.diagnose;

import io.selfheal.Detector;
import io.selfheal.Finding;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Raises a symptom for each sign that is fully there for a while, and clears it when the sign is gone altogether. */
final class Signs implements Detector {
    private final Knowledge knowledge;
    private final long dwell;
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Symptom> raised = new HashMap<>();

    Signs(Knowledge knowledge, Duration lasting) {
        if (lasting.isNegative()) {
            throw new IllegalArgumentException("lasting(" + lasting + ") is no time: give zero or more");
        }
        this.knowledge = knowledge;
        this.dwell = lasting.toNanos();
    }

    @Override
    public String name() {
        return "signs";
    }

    @Override
    public void resume(Symptom symptom) {
        if (knowledge.signs().stream().anyMatch(sign -> sign.id().equals(symptom.id()))) {
            raised.put(symptom.id(), symptom);
        }
    }

    @Override
    public List<Symptom> detect(Snapshot snapshot) {
        if (snapshot.resumed()) {
            since.clear();
        }
        List<Symptom> symptoms = new ArrayList<>();
        for (Sign sign : knowledge.signs()) {
            look(sign, sign.in(snapshot), snapshot).ifPresent(symptoms::add);
        }
        return symptoms;
    }

    private Optional<Symptom> look(Sign sign, Optional<Seen> seen, Snapshot snapshot) {
        Symptom known = raised.get(sign.id());
        if (seen.isEmpty()) {
            return Optional.ofNullable(known).map(stale -> with(stale, false, stale.findings()));
        }
        if (seen.get().degree() < 1) {
            since.remove(sign.id());
        }
        if (seen.get().degree() == 0) {
            raised.remove(sign.id());
            return Optional.empty();
        }
        if (known == null) {
            boolean lasts = seen.get().degree() == 1
                    && snapshot.nanos() - since.computeIfAbsent(sign.id(), id -> snapshot.nanos()) >= dwell;
            return lasts ? Optional.of(raise(sign, seen.get(), snapshot.time())) : Optional.empty();
        }
        return Optional.of(with(known, true, List.of(finding(sign, seen.get()))));
    }

    private Symptom raise(Sign sign, Seen seen, Instant time) {
        Symptom symptom =
                new Symptom(sign.id(), seen.reading().component(), time, 0, true, List.of(finding(sign, seen)));
        raised.put(sign.id(), symptom);
        return symptom;
    }

    private static Finding finding(Sign sign, Seen seen) {
        return new Finding(seen.reading().metric(), sign.words());
    }

    private static Symptom with(Symptom symptom, boolean fresh, List<Finding> findings) {
        return new Symptom(symptom.id(), symptom.component(), symptom.since(), symptom.severity(), fresh, findings);
    }
}
