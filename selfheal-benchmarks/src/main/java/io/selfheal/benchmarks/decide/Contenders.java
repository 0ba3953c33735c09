package io.selfheal.benchmarks.decide;

import io.selfheal.Decision;
import io.selfheal.DecisionEngine;
import io.selfheal.diagnose.Diagnosis;
import java.util.ArrayList;
import java.util.List;

/** All that are judged, the simplest first, and last who knows better than anybody can. */
final class Contenders {
    private static final String RESTART = "graceful-restart";

    private Contenders() {}

    static List<Contender> all(List<Start> starts) {
        List<Contender> all = new ArrayList<>(List.of(
                Contender.of("do nothing", run -> new Decision.Hold("Nothing", "nothing is ever done")),
                Contender.of("always restart", run -> Decision.Heal.of(RESTART, "a restart is what is always done")),
                Contender.of(
                        "threshold-if", run -> Thresholds.decide(run.about().snapshot()))));
        all.addAll(thinking());
        all.add(Oracle.of(starts));
        return List.copyOf(all);
    }

    /** Those whose choices a recording of the likely remedies alone has tried as a rule. */
    static List<Contender> thinking() {
        DecisionEngine ladder = DecisionEngine.ladder();
        Diagnosis diagnosis = Diagnosis.of(HostKnowledge.ofShop());
        return List.of(
                Contender.of("rules", run -> ladder.decide(run.laddered())),
                Contender.of("diagnosis", new Learner("", diagnosis, List.of())::decide), // is never taught
                new Learner("diagnosis with learning", diagnosis, List.of()));
    }
}
