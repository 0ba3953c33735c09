package io.selfheal;

import java.util.Map;
import java.util.Optional;

/** Refuses an action that is riskier than the host allowed. */
final class RiskCeiling implements Guard {
    private final Risk ceiling;
    private final Map<String, Remedy> remedies;

    RiskCeiling(Risk ceiling, Map<String, Remedy> remedies) {
        this.ceiling = ceiling;
        this.remedies = remedies;
    }

    @Override
    public Optional<Refusal> check(Intent intent) {
        Remedy remedy = remedies.get(intent.action());
        return remedy == null || remedy.risk().compareTo(ceiling) <= 0
                ? Optional.empty()
                : Optional.of(Refusal.anotherAction(
                        name(),
                        intent.action() + " has the risk " + remedy.risk() + ", and " + ceiling
                                + " is the most that is allowed"));
    }
}
