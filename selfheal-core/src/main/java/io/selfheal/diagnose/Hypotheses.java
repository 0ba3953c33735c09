package io.selfheal.diagnose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All hypotheses of at most two of the causes that are known, and the unknown one, which comes first. Immutable. */
final class Hypotheses {
    /** Assumed: one incident in twenty has a cause that nobody wrote down. */
    private static final double UNKNOWN_PRIOR = 0.05;

    /**
     * Assumed: a second cause strikes at the same time a tenth as often as if causes did not know of each other. The priors say
     * what is behind an incident, and add up to about one: multiplied as they are, they had every third incident have two.
     */
    private static final double TOGETHER = 0.1;

    /** Assumed: what is hardly ever seen without its cause is not shown by what nobody knows either, or ten times as often. */
    private static final double MOST_LEAKS = 10;

    private final Knowledge knowledge;
    private final List<Hypothesis> all = new ArrayList<>();
    private final Map<String, Hypothesis> alone = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();

    private Hypotheses(Knowledge knowledge) {
        this.knowledge = knowledge;
        knowledge.signs().forEach(sign -> places.put(sign.id(), places.size()));
        all.add(average());
        for (int i = 0; i < knowledge.causes().size(); i++) {
            Hypothesis one = of(i);
            all.add(one);
            alone.put(knowledge.causes().get(i).name(), one);
            for (int j = i + 1; j < knowledge.causes().size(); j++) {
                all.add(of(i, j));
            }
        }
    }

    static Hypotheses of(Knowledge knowledge) {
        return new Hypotheses(knowledge);
    }

    Knowledge knowledge() {
        return knowledge;
    }

    int size() {
        return all.size();
    }

    Hypothesis get(int hypothesis) {
        return all.get(hypothesis);
    }

    Hypothesis unknown() {
        return all.get(0);
    }

    /** That a cause is at work alone. */
    Hypothesis alone(KnownCause cause) {
        return known(alone.get(cause.name()), cause.name());
    }

    /** Where a sign stands in what is known. */
    int place(Sign sign) {
        return known(places.get(sign.id()), sign.id());
    }

    private static <T> T known(@Nullable T found, String name) {
        if (found == null) {
            throw new IllegalArgumentException("\"" + name + "\" is nothing that is known here");
        }
        return found;
    }

    private Hypothesis of(int... causes) {
        List<KnownCause> known = new ArrayList<>();
        double odds = causes.length > 1 ? TOGETHER : 1;
        double[] absences = new double[knowledge.signs().size()];
        for (int sign = 0; sign < absences.length; sign++) {
            absences[sign] = 1;
        }
        for (int place : causes) {
            KnownCause cause = knowledge.causes().get(place);
            known.add(cause);
            odds *= Chance.odds(cause.prior());
            for (int sign = 0; sign < absences.length; sign++) {
                absences[sign] *= 1 - cause.strength(knowledge.signs().get(sign));
            }
        }
        return new Hypothesis(List.copyOf(known), causes, odds, absences);
    }

    /** It looks like none of the known ones, and shows about as much as they do on average. */
    private Hypothesis average() {
        double[] absences = new double[knowledge.signs().size()];
        for (int sign = 0; sign < absences.length; sign++) {
            Sign known = knowledge.signs().get(sign);
            double average = knowledge.causes().stream()
                    .mapToDouble(cause -> cause.strength(known))
                    .average()
                    .orElse(0);
            absences[sign] = 1 - Math.min(MOST_LEAKS * known.leak(), average);
        }
        return new Hypothesis(List.of(), new int[0], Chance.odds(UNKNOWN_PRIOR), absences);
    }
}
