package io.selfheal;

import java.util.ArrayList;
import java.util.List;

/** What follows from the plan in force: the kernel, and the rounds. Made anew when a policy has changed. */
final class Regime {
    private final Plan plan;
    private final Turnover turnover;
    private final Approval approval;
    private final Admission admission;
    private final Rounds rounds;

    Regime(
            Plan plan,
            Turnover turnover,
            Modes modes,
            Crew crew,
            Detection detection,
            Pasts pasts,
            Recorder recorder,
            Hooks hooks,
            long started) {
        this.plan = plan;
        this.turnover = turnover;
        this.approval = new Approval(modes, plan.limits().approval, recorder);
        List<Gate> gates = new ArrayList<>(List.of(approval));
        gates.addAll(crew.gates());
        Kernel kernel = new Kernel(Kernel.guards(plan, modes, recorder::memory, started), gates, hooks);
        Scene scene = new Scene(plan, recorder, pasts);
        Blame blame = new Blame(plan.graph(), plan.engine(), scene, hooks);
        this.admission = new Admission(blame, recorder, approval, crew.investigation());
        this.rounds = new Rounds(
                plan,
                turnover.gone(),
                kernel,
                admission,
                scene,
                blame,
                detection,
                crew.runner(),
                crew.advisory(),
                recorder,
                hooks);
    }

    Plan plan() {
        return plan;
    }

    /** What has come of the plan before. */
    Turnover turnover() {
        return turnover;
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
