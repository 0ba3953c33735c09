package io.selfheal;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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
        return background(deployed(plan.service()), Double.POSITIVE_INFINITY);
    }

    /** The background of one incident. */
    Background of(Incident incident) {
        Optional<Instant> deployed = Stream.of(plan.service(), incident.component())
                .flatMap(component -> deployed(component).stream())
                .max(Comparator.naturalOrder());
        return background(deployed, recorder.memory().incidents().severityAtFirst(incident.id()));
    }

    private Optional<Instant> deployed(String component) {
        return recorder.memory().deployments().of(component).map(Deployment::time);
    }

    private Background background(Optional<Instant> deployed, double severityAtFirst) {
        return new Background(
                plan.service(),
                plan.graph().needs(),
                recorder.memory().track().trials(),
                deployed,
                pasts.view(),
                severityAtFirst);
    }
}
