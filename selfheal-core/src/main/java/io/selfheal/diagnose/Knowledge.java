package io.selfheal.diagnose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about causes, their signs and their cures. Immutable.
 *
 * @param signs the signs
 * @param causes the causes
 */
public record Knowledge(List<Sign> signs, List<KnownCause> causes) {
    /** Copies the lists; throws {@link IllegalArgumentException} if a cause names an unknown sign, or a name comes twice. */
    public Knowledge {
        signs = List.copyOf(signs);
        causes = List.copyOf(causes);
        Set<String> ids = new HashSet<>();
        for (Sign sign : signs) {
            if (!ids.add(sign.id())) {
                throw new IllegalArgumentException("sign \"" + sign.id() + "\" is there twice: give one another id");
            }
        }
        Set<String> names = new HashSet<>();
        for (KnownCause cause : causes) {
            if (!names.add(cause.name())) {
                throw new IllegalArgumentException(
                        "cause \"" + cause.name() + "\" is there twice: give one another name");
            }
            for (String sign : cause.signs().keySet()) {
                if (!ids.contains(sign)) {
                    throw new IllegalArgumentException(
                            "cause \"" + cause.name() + "\" produces \"" + sign + "\", which is no sign: known are "
                                    + ids.stream().sorted().toList());
                }
            }
        }
    }

    /** What is known about services on the JVM; the numbers and where each comes from are in {@code jvm.json}. */
    public static Knowledge jvm() {
        return KnowledgeReader.builtIn("jvm.json");
    }

    /**
     * The same with another sign.
     *
     * @param sign the sign
     * @return what is known then
     */
    public Knowledge with(Sign sign) {
        List<Sign> more = new ArrayList<>(signs);
        more.add(sign);
        return new Knowledge(more, causes);
    }

    /**
     * The same with another cause.
     *
     * @param cause the cause; its signs must be known
     * @return what is known then
     */
    public Knowledge with(KnownCause cause) {
        List<KnownCause> more = new ArrayList<>(causes);
        more.add(cause);
        return new Knowledge(signs, more);
    }

    /**
     * The same, an action curing a cause.
     *
     * @param action the action's id
     * @param cause the cause's name
     * @param chance the chance that it does, above 0 and below 1
     * @return what is known then
     * @throws IllegalArgumentException if the cause is unknown
     */
    public Knowledge cures(String action, String cause, double chance) {
        if (causes.stream().noneMatch(known -> known.name().equals(cause))) {
            throw new IllegalArgumentException("there is no cause \"" + cause + "\" for \"" + action
                    + "\" to cure: known are "
                    + causes.stream().map(KnownCause::name).sorted().toList());
        }
        return new Knowledge(
                signs,
                causes.stream()
                        .map(known -> known.name().equals(cause) ? cured(known, action, chance) : known)
                        .toList());
    }

    /**
     * The causes that cannot be told apart by what is measured, to be known before it matters.
     *
     * @param metrics the names of the metrics that probes report
     * @return a sentence for each pair of causes of which the same visible signs are known
     */
    public List<String> confusable(Set<String> metrics) {
        List<Sign> visible = signs.stream()
                .filter(sign -> metrics.stream().anyMatch(sign::shows))
                .toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < causes.size(); i++) {
            for (int j = i + 1; j < causes.size(); j++) {
                KnownCause one = causes.get(i);
                KnownCause other = causes.get(j);
                if (shared(one, other, visible)) {
                    found.add(one.name() + " and " + other.name() + " look the same"
                            + telling(one, other)
                                    .map(sign ->
                                            ": a probe of " + sign.metrics().get(0) + " would tell them apart")
                                    .orElse(""));
                }
            }
        }
        return found;
    }

    /** The sign that tells two causes apart best, of those that {@code signs} holds. */
    Optional<Sign> telling(KnownCause one, KnownCause other) {
        return signs.stream()
                .filter(sign -> apart(sign, one, other) > 0.1)
                .max(java.util.Comparator.comparingDouble(sign -> apart(sign, one, other)));
    }

    static double apart(Sign sign, KnownCause one, KnownCause other) {
        return Math.abs(one.signs().getOrDefault(sign.id(), 0.0) - other.signs().getOrDefault(sign.id(), 0.0));
    }

    private static boolean shared(KnownCause one, KnownCause other, List<Sign> visible) {
        boolean any = visible.stream().anyMatch(sign -> one.signs().containsKey(sign.id()));
        return any && visible.stream().allMatch(sign -> apart(sign, one, other) <= 0.1);
    }

    private static KnownCause cured(KnownCause cause, String action, double chance) {
        Map<String, Double> cures = new java.util.HashMap<>(cause.cures());
        cures.put(action, chance);
        return new KnownCause(cause.name(), cause.prior(), cause.signs(), cures);
    }
}
