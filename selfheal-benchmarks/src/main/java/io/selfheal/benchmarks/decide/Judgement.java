package io.selfheal.benchmarks.decide;

import io.selfheal.Decision;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be said of each contender, by condition. Whoever learns is taught by the other conditions only, so that nobody is
 * judged on a kind of fault that they have seen.
 *
 * @param scores for each contender its scores, by condition
 */
record Judgement(Map<String, Map<String, Score>> scores) {
    /** Decisions before any is timed, as the JVM has yet to compile what it runs. */
    private static final int WARM_UP = 3_000;

    static Judgement of(List<Contender> contenders, List<Start> starts) {
        return of(contenders, starts, starts);
    }

    /**
     * Judges.
     *
     * @param contenders who is judged
     * @param lessons by what whoever learns is taught
     * @param starts by what they are judged
     */
    static Judgement of(List<Contender> contenders, List<Start> lessons, List<Start> starts) {
        Set<String> conditions = new LinkedHashSet<>();
        starts.forEach(start -> conditions.add(start.condition()));
        Map<String, Map<String, Score>> scores = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            Map<String, Score> byCondition = new LinkedHashMap<>();
            for (String condition : conditions) {
                Contender taught = contender.taught(lessons.stream()
                        .filter(start -> !start.condition().equals(condition))
                        .toList());
                List<Start> asked = starts.stream()
                        .filter(start -> start.condition().equals(condition))
                        .toList();
                if (byCondition.isEmpty()) {
                    warmUp(taught, asked);
                }
                byCondition.put(condition, score(taught, asked));
            }
            scores.put(contender.name(), byCondition);
        }
        return new Judgement(scores);
    }

    /** A contender's score over all conditions. */
    Score total(String contender) {
        Score total = new Score();
        scores.getOrDefault(contender, Map.of()).values().forEach(total::add);
        return total;
    }

    private static Score score(Contender contender, List<Start> starts) {
        Score score = new Score();
        for (Start start : starts) {
            for (Run run : start.runs().values()) {
                long begun = System.nanoTime();
                Decision decision = contender.decide(run);
                score.add(decision, start, System.nanoTime() - begun);
            }
        }
        return score;
    }

    private static void warmUp(Contender contender, List<Start> starts) {
        List<Run> runs =
                starts.stream().flatMap(start -> start.runs().values().stream()).toList();
        for (int i = 0; i < WARM_UP; i++) {
            contender.decide(runs.get(i % runs.size()));
        }
    }
}
