package io.selfheal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Every detector in turn, each on its own: one that throws is left out for a while and its symptoms stay as they were. */
final class Detection {
    /** What is kept of symptoms; a service with more has no use for a list of them. */
    private static final int MOST = 1_000;

    private static final int LONGEST_BACKOFF = 64;

    private final List<Watch> watches = new ArrayList<>();
    private final Recorder recorder;
    private final Hooks hooks;
    private final Rebasing rebasing = new Rebasing();
    private final Lessons lessons;
    private List<Exhaustion> forecasts = List.of();
    private Map<String, Symptom> present = new LinkedHashMap<>();
    private List<Symptom> symptoms = List.of();

    Detection(Recorder recorder, Hooks hooks) {
        this.recorder = recorder;
        this.hooks = hooks;
        this.lessons = new Lessons(recorder, hooks);
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
        List<Watch> before = List.copyOf(watches);
        watches.clear();
        watches.addAll(next);
        forecasts = foreseen();
        List<Watch> fresh =
                next.stream().filter(watch -> !before.contains(watch)).toList();
        if (!fresh.isEmpty()) {
            before.forEach(watch -> watch.eachLearner(old -> handOn(old, fresh)));
        }
    }

    /** What is watched by another rule from now on need not be learnt again. */
    private static void handOn(Learner old, List<Watch> fresh) {
        byte[] state = old.state();
        if (state.length > 0) {
            restore(fresh, old.kind(), old.metric(), old.component(), state);
        }
    }

    private Optional<Watch> known(Object origin) {
        return watches.stream().filter(watch -> watch.origin.equals(origin)).findFirst();
    }

    /** Goes on from what was learnt before the process ended. */
    void recall(Collection<Learnt> past) {
        rebasing.begin(recorder.memory());
        int taken = 0;
        List<String> refused = new ArrayList<>();
        for (Learnt learnt : past) {
            try {
                byte[] state = learnt.bytes();
                taken += restore(watches, learnt.kind(), learnt.metric(), learnt.component(), state) ? 1 : 0;
            } catch (Throwable thrown) { // of another version, or no such state: that series begins anew
                refused.add(learnt.key() + ": " + Fault.of(thrown).shown());
            }
        }
        int resumed = taken;
        if (taken > 0 || !refused.isEmpty()) {
            recorder.record((sequence, time) -> new HealingEvent.LearningResumed(sequence, time, resumed, refused));
        }
    }

    private static boolean restore(List<Watch> watches, String kind, String metric, String component, byte[] state) {
        boolean wanted = false;
        for (Watch watch : watches) {
            Optional<Learner> learner = watch.detector.learner(kind, metric);
            if (learner.isPresent()) {
                learner.get().restore(component, state);
                wanted = true;
            }
        }
        return wanted;
    }

    /** Keeps a little of what was learnt, if it is time to. */
    void keep(long now) {
        lessons.attend(now, this::eachLearner);
    }

    /** Keeps what was learnt since it was kept last. */
    void keepAll(long now) {
        lessons.close(now, this::eachLearner);
    }

    /** What runs out, of all that rules look ahead for. */
    List<Exhaustion> forecasts() {
        return forecasts;
    }

    private void eachLearner(Consumer<Learner> step) {
        watches.forEach(watch -> watch.eachLearner(step));
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
        rebasing.attend(recorder.memory(), this::eachLearner);
        boolean quiet = watchesAreQuiet(snapshot);
        if (!quiet) {
            tellChanges(snapshot);
        }
        boolean changed = false;
        for (Watch watch : watches) {
            changed |= watch.looksAhead();
        }
        if (changed) {
            forecasts = foreseen();
        }
    }

    private List<Exhaustion> foreseen() {
        return watches.stream()
                .flatMap(watch -> watch.foresights.stream())
                .flatMap(foresight -> foresight.exhaustion().stream())
                .distinct()
                .toList();
    }

    private void tellChanges(Snapshot snapshot) {
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
        private final List<Foresight> foresights;
        private List<Symptom> symptoms = List.of();
        private int failures;
        private int rest;

        Watch(String name, Object origin, Detector detector) {
            this.hook = Text.name("detector " + name);
            this.origin = origin;
            this.detector = detector;
            this.foresights = foresights(name, detector);
        }

        private List<Foresight> foresights(String name, Detector from) {
            try {
                return Foresight.of(name, from);
            } catch (Throwable thrown) { // a detector of the host's own that cannot say by what it learns
                hooks.failed(hook, thrown);
                return List.of();
            }
        }

        void eachLearner(Consumer<Learner> step) {
            String learning = "learning of " + hook;
            try {
                detector.learners().forEach(step);
                hooks.works(learning);
            } catch (Throwable thrown) { // learners may be of the host's own
                hooks.failed(learning, thrown);
            }
        }

        /** Whether something else is foreseen by now. */
        boolean looksAhead() {
            boolean changed = false;
            for (Foresight foresight : foresights) {
                try {
                    changed |= foresight.look(!symptoms.isEmpty(), recorder);
                } catch (Throwable thrown) { // an outlook of the host's own
                    hooks.failed(hook, thrown);
                }
            }
            return changed;
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
