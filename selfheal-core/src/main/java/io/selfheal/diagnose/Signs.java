package io.selfheal.diagnose;

import io.selfheal.Detector;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Raises a symptom for each sign that is fully there on a component for a while, and clears it when the sign is gone from it
 * altogether. Its severity is 0 where the sign is fully there, and 1 as far beyond as it takes from nothing to fully.
 */
final class Signs implements Detector {
    private final List<Sign> signs;
    private final long dwell;
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Symptom> raised = new LinkedHashMap<>();
    private final List<List<String>> names = new ArrayList<>();
    private int known;

    Signs(Knowledge knowledge, Duration lasting) {
        if (lasting.isNegative()) {
            throw new IllegalArgumentException("lasting(" + lasting + ") is no time: give zero or more");
        }
        this.signs = knowledge.signs().stream()
                .filter(sign -> sign.measure().ofOneSnapshot())
                .toList();
        this.dwell = lasting.toNanos();
        signs.forEach(sign -> names.add(new ArrayList<>()));
    }

    @Override
    public String name() {
        return "signs";
    }

    @Override
    public void resume(Symptom symptom) {
        if (signs.stream().anyMatch(sign -> sign.id().equals(symptom.id()))) {
            raised.put(symptom.key(), symptom);
        }
    }

    @Override
    public List<Symptom> detect(Snapshot snapshot) {
        if (snapshot.resumed()) {
            since.clear();
        }
        learnNames(snapshot);
        List<Symptom> symptoms = new ArrayList<>();
        Set<String> judged = new HashSet<>();
        for (int i = 0; i < signs.size(); i++) {
            Sign sign = signs.get(i);
            clearest(sign, names.get(i), snapshot).forEach((component, reading) -> {
                judged.add(component + "/" + sign.id());
                look(sign, reading, snapshot, symptoms);
            });
        }
        since.keySet().retainAll(judged); // what was not seen meanwhile has not lasted
        raised.values().stream()
                .filter(symptom -> !judged.contains(symptom.key()))
                .map(symptom -> with(symptom, symptom.severity(), false, symptom.findings()))
                .forEach(symptoms::add);
        return symptoms;
    }

    /** Names only ever come in addition, so each is looked at once. */
    private void learnNames(Snapshot snapshot) {
        if (snapshot.size() == known) {
            return;
        }
        List<String> fresh = snapshot.names().skip(known).toList();
        known = snapshot.size();
        for (int i = 0; i < signs.size(); i++) {
            Sign sign = signs.get(i);
            fresh.stream().filter(sign::shows).forEach(names.get(i)::add);
        }
    }

    private static Map<String, Reading> clearest(Sign sign, List<String> names, Snapshot snapshot) {
        Map<String, Reading> clearest = new LinkedHashMap<>();
        for (String name : names) {
            snapshot.reading(name)
                    .filter(reading -> reading.fresh() && !Double.isNaN(sign.degree(value(sign, reading))))
                    .ifPresent(reading -> clearest.merge(
                            reading.component(),
                            reading,
                            (a, b) -> sign.degree(value(sign, b)) > sign.degree(value(sign, a)) ? b : a));
        }
        return clearest;
    }

    private static double value(Sign sign, Reading reading) {
        if (reading.metric() instanceof Health health) {
            return Sights.badness(health.status());
        }
        return sign.measure().ofHealths() ? Double.NaN : ((Gauge) reading.metric()).value();
    }

    private void look(Sign sign, Reading reading, Snapshot snapshot, List<Symptom> symptoms) {
        String key = reading.component() + "/" + sign.id();
        double degree = sign.degree(value(sign, reading));
        if (degree < 1) {
            since.remove(key);
        }
        if (degree == 0) {
            raised.remove(key);
            return;
        }
        List<Finding> findings = List.of(new Finding(reading.metric(), sign.words()));
        double severity = severity(sign, reading);
        Symptom before = raised.get(key);
        if (before != null) {
            Symptom now = with(before, severity, true, findings);
            raised.put(key, now);
            symptoms.add(now);
        } else if (degree == 1 && snapshot.nanos() - since.computeIfAbsent(key, id -> snapshot.nanos()) >= dwell) {
            Symptom first = new Symptom(sign.id(), reading.component(), snapshot.time(), severity, true, findings);
            raised.put(first.key(), first);
            symptoms.add(first);
        }
    }

    private static double severity(Sign sign, Reading reading) {
        return reading.metric() instanceof Health health
                ? health.status() == Status.DOWN ? 2 : 1
                : sign.beyond(((Gauge) reading.metric()).value());
    }

    private static Symptom with(Symptom symptom, double severity, boolean fresh, List<Finding> findings) {
        return new Symptom(symptom.id(), symptom.component(), symptom.since(), severity, fresh, findings);
    }
}
