package io.selfheal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Several components on a bench, each with a load that is set by hand, a rule on it, and an action that is counted. */
final class Ward {
    final Bench bench;
    final List<String> ran = new ArrayList<>();
    private final Map<String, Double> loads = new LinkedHashMap<>();

    private Ward(List<String> components, Consumer<SelfHealing.Builder> settings) {
        bench = Bench.of(b -> {
            for (String component : components) {
                loads.put(component, 0.3);
                String metric = component + ".load.ratio";
                b.probe(Probe.of("probe " + component, () -> List.of(Gauge.of(metric, loads.get(component))))
                                .on(component))
                        .rule(OverRule.of(metric, 0.9, 0.8, "mend " + component))
                        .action(RecoveryAction.of("mend " + component, Risk.SAFE, () -> ran.add(component)));
            }
            settings.accept(b);
        });
        bench.seconds(1);
    }

    static Ward of(List<String> components, Consumer<SelfHealing.Builder> settings) {
        return new Ward(components, settings);
    }

    Ward sick(String component) {
        loads.put(component, 0.95);
        return this;
    }

    Ward well(String component) {
        loads.put(component, 0.3);
        return this;
    }

    Ward seconds(long seconds) {
        bench.seconds(seconds);
        return this;
    }

    Incident incident(String component) {
        return bench.healing.incidents().stream()
                .filter(incident -> incident.component().equals(component))
                .findFirst()
                .orElseThrow();
    }

    String reason(String component) {
        return incident(component).decision().orElseThrow().reason();
    }

    String decision(String component) {
        Decision decision = incident(component).decision().orElseThrow();
        return decision instanceof Decision.Hold hold
                ? hold.name()
                : decision.getClass().getSimpleName();
    }
}
