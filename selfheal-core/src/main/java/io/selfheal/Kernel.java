package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The safety kernel: the guards in their order. The first refusal counts, and a guard that throws, refuses. */
final class Kernel {
    private final List<Guard> guards;
    private final Hooks hooks;

    Kernel(List<Guard> guards, Hooks hooks) {
        this.guards = guards;
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
        for (Guard guard : guards) {
            String hook = "guard " + guard.getClass().getSimpleName();
            try {
                Optional<Refusal> refusal = guard.check(intent);
                hooks.works(hook);
                if (refusal.isPresent()) {
                    return refusal;
                }
            } catch (Throwable thrown) { // fail closed: what cannot be judged is not done
                Fault fault = Fault.of(thrown);
                hooks.failed(hook, fault);
                return Optional.of(
                        Refusal.later(guard.getClass().getSimpleName(), "the guard itself failed: " + fault.shown()));
            }
        }
        return Optional.empty();
    }
}
