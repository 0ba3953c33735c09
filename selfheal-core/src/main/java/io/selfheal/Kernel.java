package io.selfheal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The safety kernel: the guards in their order. The first refusal counts, and a guard that throws, refuses. */
final class Kernel {
    private final Map<String, Guard> guards = new LinkedHashMap<>();
    private final Hooks hooks;

    Kernel(List<Guard> guards, Hooks hooks) {
        Distinct names = new Distinct();
        guards.forEach(guard -> this.guards.put("guard " + names.name(guard.name()), guard));
        this.hooks = hooks;
    }

    /** The kernel's own guards, then the host's. */
    static List<Guard> guards(ModeGuard mode, Map<String, Remedy> remedies, Limits limits, List<Guard> hostGuards) {
        List<Guard> guards = new ArrayList<>(List.of(
                mode,
                new KnownTarget(remedies.keySet()),
                new StillSick(),
                new OneAtATime(),
                new Cooldown(limits.firstCooldown(), limits.longestCooldown()),
                new Budget(limits.budget(), limits.budgetWindow()),
                new Breaker(),
                new Recurrence(limits.recurrence())));
        guards.addAll(hostGuards);
        return guards;
    }

    Optional<Refusal> check(Intent intent) {
        for (Map.Entry<String, Guard> entry : guards.entrySet()) {
            String hook = entry.getKey();
            try {
                Optional<Refusal> refusal = entry.getValue().check(intent);
                hooks.works(hook);
                if (refusal.isPresent()) {
                    return refusal;
                }
            } catch (Throwable thrown) { // fail closed: what cannot be judged is not done
                Fault fault = Fault.of(thrown);
                hooks.failed(hook, fault);
                return Optional.of(
                        Refusal.later(hook.substring("guard ".length()), "the guard itself failed: " + fault.shown()));
            }
        }
        return Optional.empty();
    }
}
