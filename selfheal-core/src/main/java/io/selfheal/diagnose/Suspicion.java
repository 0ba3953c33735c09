package io.selfheal.diagnose;

import io.selfheal.Background;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Symptom;
import io.selfheal.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of several sick components is likely to be behind all, by their symptoms, what changed, and what depends on what. */
final class Suspicion {
    private Suspicion() {}

    static List<String> of(List<Symptom> symptoms, Background background) {
        List<Change> changes = new ArrayList<>();
        symptoms.forEach(symptom -> changes.add(sick(symptom)));
        background
                .pasts()
                .forEach((metric, past) -> changes.add(Change.of(
                        past.component(),
                        metric,
                        Change.Kind.of(Unit.of(metric)),
                        past.count(),
                        past.median(),
                        past.spread(),
                        past.now())));
        Set<String> sick = symptoms.stream().map(Symptom::component).collect(Collectors.toSet());
        return RootCause.rank(background.needs(), changes).stream()
                .map(Suspect::component)
                .filter(sick::contains)
                .toList();
    }

    /** A symptom is beyond the bound of what is sick, the more so the worse it is. */
    private static Change sick(Symptom symptom) {
        Finding leading = symptom.findings().get(0);
        double now = leading.metric() instanceof Gauge gauge ? gauge.value() : Double.NaN;
        return new Change(
                symptom.component(),
                leading.metric().name(),
                Double.NaN,
                now,
                RootCause.SICK * (1 + Math.max(0, symptom.severity())),
                Change.Kind.OTHER);
    }
}
