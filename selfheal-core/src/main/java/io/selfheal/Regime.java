package io.selfheal;

import java.util.ArrayList;
import java.util.List;

/** What follows from the plan in force: the kernel, and the rounds. Made anew when a policy has changed. */
final class Regime {
    private final Plan plan;
    private final Approval approval;
    private final Admission admission;
    private final Rounds rounds;

    Regime(
            Plan plan,
            Modes modes,
            Crew crew,
            Detection detection,
            Pasts pasts,
            Recorder recorder,
            Hooks hooks,
            long started) {
        this.plan = plan;
        this.approval = new Approval(modes, plan.limits().approval, recorder);
        List<Gate> gates = new ArrayList<>(List.of(approval));
        gates.addAll(crew.gates());
        Kernel kernel = new Kernel(Kernel.guards(plan, modes, recorder::memory, started), gates, hooks);
        Scene scene = new Scene(plan, recorder, pasts);
        Blame blame = new Blame(plan.graph(), plan.engine(), scene, hooks);
        this.admission = new Admission(blame, recorder, approval, crew.investigation());
        this.rounds = new Rounds(
                plan, kernel, admission, scene, blame, detection, crew.runner(), crew.advisory(), recorder, hooks);
    }

    Plan plan() {
        return plan;
    }

    Approval approval() {
        return approval;
    }

    Admission admission() {
        return admission;
    }

    Rounds rounds() {
        return rounds;
    }
}
