package io.selfheal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The safety kernel: the guards in their order, then what has to be had before a start. The first refusal counts, and what
 * throws, refuses.
 */
final class Kernel {
    private final Map<String, Guard> guards = new LinkedHashMap<>();
    private final List<Gate> gates;
    private final Hooks hooks;

    Kernel(List<Guard> guards, List<Gate> gates, Hooks hooks) {
        Distinct names = new Distinct();
        guards.forEach(guard -> this.guards.put("guard " + names.name(guard.name()), guard));
        this.gates = gates;
        this.hooks = hooks;
    }

    /** The kernel's own guards, then the host's. */
    static List<Guard> guards(Plan plan, Modes modes, Supplier<Memory> memory, long started) {
        Limits limits = plan.limits();
        List<Guard> guards = new ArrayList<>(List.of(
                new ModeGuard(modes, memory),
                new RiskCeiling(limits.ceiling, plan.remedies()),
                new Maintenance(plan.windows(), limits.grace, memory, started),
                new KnownTarget(plan.remedies().keySet()),
                new StillSick(),
                new Dependency(plan.graph()),
                new OneAtATime(),
                new Cooldown(limits.firstCooldown, limits.longestCooldown),
                new Budget(limits.budget, limits.budgetWindow),
                new Breaker(),
                new Quarantine(limits.quarantine),
                new Recurrence(limits.recurrence),
                new Storm(memory)));
        guards.addAll(plan.guards());
        return guards;
    }

    /** What the guards say; asked when candidates are listed, right before the start, and while no thread is free. */
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
                return failed(hook, hook.substring("guard ".length()), thrown);
            }
        }
        return Optional.empty();
    }

    /** What still has to be had for a decision that the guards let pass. */
    Optional<Refusal> pass(Intent intent, Decision.Heal heal, Risk risk) {
        for (Gate gate : gates) {
            String name = gate.getClass().getSimpleName();
            try {
                Optional<Refusal> refusal = gate.pass(intent, heal, risk);
                if (refusal.isPresent()) {
                    return refusal;
                }
            } catch (Throwable thrown) { // fail closed, here too
                return failed("gate " + name, name, thrown);
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> failed(String hook, String name, Throwable thrown) {
        Fault fault = Fault.of(thrown);
        hooks.failed(hook, fault);
        return Optional.of(Refusal.later(name, "the guard itself failed: " + fault.shown()));
    }
}
