package io.selfheal.benchmarks.decide;

import io.selfheal.Background;
import io.selfheal.Case;
import io.selfheal.Cause;
import io.selfheal.Decision;
import io.selfheal.Trial;
import io.selfheal.Verdict;
import io.selfheal.diagnose.Diagnosis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Diagnosis with a past: the verified outcomes of other conditions, as its own track record would hold them.
 *
 * @param name the name of its row; of use only to one that has a row
 * @param diagnosis the engine
 * @param past what it was taught; empty for nothing
 */
record Learner(String name, Diagnosis diagnosis, List<Trial> past) implements Contender {
    /** As many as a track record keeps. */
    private static final int MOST = 500;

    private static final long LOT = 1;

    @Override
    public Decision decide(Run run) {
        return diagnosis.decide(with(run.about(), past));
    }

    /** Of what was opened by hand nothing is learnt: its symptom never clears by itself. Of too many some are drawn by lot. */
    @Override
    public Contender taught(List<Start> lessons) {
        List<Trial> trials = new ArrayList<>();
        for (Start start : lessons) {
            for (Run run : start.runs().values()) {
                if (!run.about().incident().problem().equals(RunReader.ALARM)) {
                    trials.add(trial(run, start));
                }
            }
        }
        Collections.shuffle(trials, new Random(LOT));
        return new Learner(name, diagnosis, List.copyOf(trials.subList(0, Math.min(MOST, trials.size()))));
    }

    private Trial trial(Run run, Start start) {
        Map<String, Double> causes = new LinkedHashMap<>();
        for (Cause cause : diagnosis.decide(with(run.about(), List.of())).causes()) {
            causes.put(cause.name(), cause.probability());
        }
        Verdict verdict = run.effect().recovered()
                ? Verdict.HEALED
                : start.label(run.action()).equals(Optional.of(Label.FORBIDDEN)) ? Verdict.WORSE : Verdict.NO_EFFECT;
        return new Trial(
                run.action(),
                run.about().incident().problem(),
                run.about().incident().component(),
                causes,
                verdict,
                Instant.EPOCH);
    }

    private static Case with(Case about, List<Trial> trials) {
        Background background = new Background(
                HostKnowledge.SERVICE,
                HostKnowledge.NEEDS,
                trials,
                Optional.empty(),
                Map.of(),
                about.incident().symptom().severity());
        return new Case(
                about.incident(),
                about.snapshot(),
                about.symptoms(),
                about.candidates(),
                about.laddered(),
                about.reason(),
                background);
    }
}
