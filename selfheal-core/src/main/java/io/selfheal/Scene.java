package io.selfheal;

import java.util.Optional;

/** What surrounds every case, and what came before it. */
final class Scene {
    private final Plan plan;
    private final Recorder recorder;
    private final Pasts pasts;

    Scene(Plan plan, Recorder recorder, Pasts pasts) {
        this.plan = plan;
        this.recorder = recorder;
        this.pasts = pasts;
    }

    Background background() {
        return background(Double.POSITIVE_INFINITY);
    }

    /** The background of one incident. */
    Background of(Incident incident) {
        return background(recorder.memory().incidents().severityAtFirst(incident.id()));
    }

    private Background background(double severityAtFirst) {
        return new Background(
                plan.service(),
                plan.graph().needs(),
                recorder.memory().track().trials(),
                Optional.empty(),
                pasts.view(),
                severityAtFirst);
    }
}
