package io.selfheal.benchmarks.decide;

import io.selfheal.Decision;
import java.util.List;
import java.util.function.Function;

/** A way to decide that is judged. */
interface Contender {
    /** The name of its row. */
    String name();

    /**
     * Decides on what a run had to go by. Timed.
     *
     * @param run the run; what came of it is not looked at
     */
    Decision decide(Run run);

    /**
     * The same after it was shown what came of everything in other circumstances.
     *
     * @param lessons starts of other conditions than it will be asked about
     * @return by default this, as most learn nothing
     */
    default Contender taught(List<Start> lessons) {
        return this;
    }

    /** One that learns nothing. */
    static Contender of(String name, Function<Run, Decision> deciding) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Decision decide(Run run) {
                return deciding.apply(run);
            }
        };
    }
}
