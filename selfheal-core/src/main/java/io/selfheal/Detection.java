package io.selfheal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every detector in turn, each on its own: one that throws is left out for a while and its symptoms stay as they were. */
final class Detection {
    /** What is kept of symptoms; a service with more has no use for a list of them. */
    private static final int MOST = 1_000;

    private static final int LONGEST_BACKOFF = 64;

    private final List<Watch> watches = new ArrayList<>();
    private final Recorder recorder;
    private final Hooks hooks;
    private Map<String, Symptom> present = new LinkedHashMap<>();
    private List<Symptom> symptoms = List.of();

    Detection(Recorder recorder, Hooks hooks) {
        this.recorder = recorder;
        this.hooks = hooks;
    }

    /** Goes on with these rules and detectors: what is the same keeps what it has seen. */
    void adopt(List<Rule> rules, List<Detector> detectors) {
        List<Watch> next = new ArrayList<>();
        for (Rule rule : rules) {
            next.add(known(rule).orElseGet(() -> new Watch(rule.id(), rule, rule.newDetector())));
        }
        Distinct names = new Distinct();
        for (Detector detector : detectors) {
            String name = names.name(detector.name());
            next.add(known(detector).orElseGet(() -> new Watch(name, detector, detector)));
        }
        watches.stream().filter(watch -> !next.contains(watch)).forEach(watch -> hooks.mended(watch.hook));
        watches.clear();
        watches.addAll(next);
    }

    private Optional<Watch> known(Object origin) {
        return watches.stream().filter(watch -> watch.origin.equals(origin)).findFirst();
    }

    /** Hands the symptoms of open incidents to the detectors that may know them. */
    void resume(Symptom symptom) {
        for (Watch watch : watches) {
            watch.resume(symptom);
        }
        present.put(symptom.key(), symptom);
        symptoms = List.copyOf(present.values());
    }

    /** Looks at a snapshot, and tells what appeared and what is gone. */
    void look(Snapshot snapshot) {
        if (watchesAreQuiet(snapshot)) {
            return;
        }
        Map<String, Symptom> now = new LinkedHashMap<>();
        for (Watch watch : watches) {
            for (Symptom symptom : watch.symptoms) {
                if (now.size() < MOST) {
                    now.putIfAbsent(symptom.key(), symptom);
                }
            }
        }
        Map<String, Symptom> before = present;
        present = now;
        symptoms = List.copyOf(now.values());
        before.forEach((key, symptom) -> {
            if (!now.containsKey(key)) {
                String numbers = shown(snapshot.numbersOf(symptom));
                recorder.record((sequence, time) -> new HealingEvent.SymptomCleared(sequence, time, symptom, numbers));
            }
        });
        now.forEach((key, symptom) -> {
            if (!before.containsKey(key)) {
                recorder.record((sequence, time) -> new HealingEvent.SymptomRaised(sequence, time, symptom));
            }
        });
    }

    /** Every symptom that holds. */
    List<Symptom> symptoms() {
        return symptoms;
    }

    Optional<Symptom> symptom(String key) {
        return Optional.ofNullable(present.get(key));
    }

    /** The usual case, without a map or a list made for it. */
    private boolean watchesAreQuiet(Snapshot snapshot) {
        boolean quiet = present.isEmpty();
        for (Watch watch : watches) {
            watch.look(snapshot);
            quiet &= watch.symptoms.isEmpty();
        }
        return quiet;
    }

    private static String shown(List<Metric> metrics) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : metrics) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(metric.name())
                    .append(" is ")
                    .append(metric.shown());
        }
        return text.toString();
    }

    private final class Watch {
        private final String hook;
        private final Object origin;
        private final Detector detector;
        private List<Symptom> symptoms = List.of();
        private int failures;
        private int rest;

        Watch(String name, Object origin, Detector detector) {
            this.hook = Text.name("detector " + name);
            this.origin = origin;
            this.detector = detector;
        }

        void look(Snapshot snapshot) {
            if (rest > 0) {
                rest--;
                return;
            }
            try {
                symptoms = List.copyOf(detector.detect(snapshot));
                if (failures > 0) {
                    failures = 0;
                    hooks.works(hook);
                }
            } catch (Throwable thrown) { // one broken detector must not blind the others
                hooks.failed(hook, thrown);
                rest = Math.min(LONGEST_BACKOFF, 1 << Math.min(failures++, 6));
                symptoms = remembered(symptoms);
            }
        }

        void resume(Symptom symptom) {
            try {
                detector.resume(symptom);
            } catch (Throwable thrown) { // it then finds the symptom anew, or not at all
                hooks.failed(hook, thrown);
            }
        }

        private List<Symptom> remembered(List<Symptom> seen) {
            List<Symptom> copies = new ArrayList<>();
            for (Symptom symptom : seen) {
                copies.add(new Symptom(
                        symptom.id(),
                        symptom.component(),
                        symptom.since(),
                        symptom.severity(),
                        false,
                        symptom.findings()));
            }
            return copies;
        }
    }
}
