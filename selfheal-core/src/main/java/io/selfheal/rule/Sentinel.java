package io.selfheal.rule;

import io.selfheal.Detector;
import io.selfheal.Finding;
import io.selfheal.Learner;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule at work. */
final class Sentinel implements Detector {
    private final String id;
    private final Watch watch;
    /** Kept from raising to clearing, whichever part leads meanwhile, so that it stays one problem of one component. */
    private @Nullable String component;

    Sentinel(String id, Watch watch) {
        this.id = id;
        this.watch = watch;
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public void resume(Symptom symptom) {
        if (!symptom.id().equals(id)) {
            return;
        }
        component = symptom.component();
        if (!watch.resume(symptom, false)) {
            watch.resume(symptom, true);
        }
    }

    @Override
    public Stream<Learner> learners() {
        return watch.learners();
    }

    @Override
    public List<Symptom> detect(Snapshot snapshot) {
        Truth truth = watch.step(snapshot);
        if (truth == Truth.NO) {
            component = null;
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(2);
        watch.tell(snapshot, findings::add);
        if (component == null) {
            component = componentOf(findings, snapshot);
        }
        return List.of(
                new Symptom(id, component, watch.since(), watch.severity(), truth == Truth.YES, distinct(findings)));
    }

    private static List<Finding> distinct(List<Finding> findings) {
        return findings.size() < 2 ? findings : findings.stream().distinct().toList();
    }

    private static String componentOf(List<Finding> findings, Snapshot snapshot) {
        return findings.stream()
                .flatMap(finding -> snapshot.reading(finding.metric().name()).stream())
                .findFirst()
                .map(Reading::component)
                .orElseThrow();
    }
}
