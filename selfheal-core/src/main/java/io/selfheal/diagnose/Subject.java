package io.selfheal.diagnose;

import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an incident is about: the signs that its symptom's metrics show. A rule of the host's knows better than any table from
 * where a metric is trouble: what the rule is about is there, however far it is from the sign's own level, and its further
 * conditions are at least not taken for absent. A condition that looks the other way, as caches that are <em>below</em> a
 * quarter, is none of what it is about.
 *
 * <p>Where it is about how long something has lasted, it is no older than that. A sign that takes longer to show, such as a
 * thread that a probe finds busy from one look to the next, is not taken for absent then.
 *
 * @param symptom the symptom
 * @param signs the signs; empty if its metrics show none that is known
 * @param age for how many seconds the trouble has lasted at most; infinite if that is not known
 */
record Subject(Symptom symptom, List<Sign> signs, double age) {
    /** Of a soft sign this much says nothing, for or against. */
    private static final double NEITHER = 0.5;

    static Subject of(Symptom symptom, Knowledge knowledge, Vicinity vicinity) {
        List<Sign> signs = new ArrayList<>();
        for (Sign sign : knowledge.signs()) {
            if (sign.id().equals(symptom.id()) || shows(sign, symptom, vicinity)) {
                signs.add(sign);
            }
        }
        return new Subject(symptom, signs, age(symptom, signs));
    }

    private static double age(Symptom symptom, List<Sign> signs) {
        double longest = -1;
        for (Finding finding : symptom.findings()) {
            if (finding.metric() instanceof Gauge gauge && saysHowLong(gauge.name(), signs)) {
                longest = Math.max(longest, gauge.value());
            }
        }
        return longest >= 0 ? longest : Double.POSITIVE_INFINITY;
    }

    private static boolean saysHowLong(String metric, List<Sign> signs) {
        for (Sign sign : signs) {
            if (sign.measure() == Sign.Measure.AGE && sign.shows(metric)) {
                return true;
            }
        }
        return false;
    }

    private static boolean shows(Sign sign, Symptom symptom, Vicinity vicinity) {
        for (Finding finding : symptom.findings()) {
            if (shows(sign, finding, symptom, vicinity)) {
                return true;
            }
        }
        return false;
    }

    private static boolean shows(Sign sign, Finding finding, Symptom symptom, Vicinity vicinity) {
        Metric metric = finding.metric();
        return sign.shows(metric.name())
                && (metric instanceof Health || !sign.measure().ofHealths())
                && Sights.inPlace(sign, symptom.component(), vicinity)
                && !(pointing(finding) == -sign.direction() && pointing(finding) != 0);
    }

    /**
     * What is seen of a sign, in the light of what the incident is about.
     *
     * @param sign the sign
     * @param place where it stands in what is known
     * @param seen what is seen of it; empty if it cannot be judged
     */
    Optional<Seen> of(Sign sign, int place, Optional<Seen> seen) {
        if (!signs.contains(sign)) {
            return sign.after() > age ? seen.map(sight -> sight.atLeast(NEITHER)) : seen;
        }
        for (int i = 0; i < symptom.findings().size(); i++) {
            Finding finding = symptom.findings().get(i);
            if (sign.shows(finding.metric().name())) {
                boolean held = finding.metric() instanceof Gauge && points(finding, sign);
                return i == 0
                        ? (held
                                ? Optional.of(now(sign, place, finding, seen).told(1))
                                : seen.map(sight -> sight.told(0)))
                        : (held ? Optional.of(now(sign, place, finding, seen).atLeast(NEITHER)) : seen);
            }
        }
        return seen.map(sight -> sight.told(0));
    }

    /** The sight with the numbers of now; of what is not judged, or seen of another metric, the incident's own. */
    private static Seen now(Sign sign, int place, Finding finding, Optional<Seen> seen) {
        return seen.filter(sight -> sight.degree() > 0)
                .orElseGet(() -> Seen.of(sign, place, 0, () -> Sights.shown(finding.metric())));
    }

    private static boolean points(Finding finding, Sign sign) {
        return pointing(finding) != 0
                ? pointing(finding) == sign.direction()
                : finding.limit().startsWith("runs out") && !sign.measure().looksBack();
    }

    /** 1 if a rule's condition says that too much of it is trouble, -1 if too little, 0 if it does not say. */
    private static int pointing(Finding finding) {
        return finding.limit().startsWith("above") ? 1 : finding.limit().startsWith("below") ? -1 : 0;
    }
}
