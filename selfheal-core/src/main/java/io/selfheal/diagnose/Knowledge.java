package io.selfheal.diagnose;

import io.selfheal.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 * @param restarts the ids of actions that restart the service or a part of it, or keep work from it meanwhile: not to be
 *     done for a cause that lies outside
 */
public record Knowledge(List<Sign> signs, List<KnownCause> causes, Set<String> restarts) {
    /** Copies the lists; throws {@link IllegalArgumentException} if a cause names an unknown sign, or a name comes twice. */
    public Knowledge {
        signs = List.copyOf(signs);
        causes = List.copyOf(causes);
        restarts = Set.copyOf(restarts);
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

    /** Nothing, to begin with where what is known of the JVM is of no use. */
    public static Knowledge none() {
        return new Knowledge(List.of(), List.of(), Set.of());
    }

    /**
     * The same with what a file says besides, in the form of {@code jvm.json}: JSON with {@code signs}, {@code causes} and
     * {@code restarts}. A sign of the same id and a cause of the same name are replaced; to add to a cause there is {@link
     * #cures} and {@link #shows}. Blocks while it reads.
     *
     * @param file the file
     * @return what is known then
     * @throws IllegalArgumentException naming the place, what is wrong with it and what would be right
     * @throws IOException if it cannot be read
     */
    public Knowledge read(Path file) throws IOException {
        return KnowledgeReader.read(this, file);
    }

    /**
     * The same with another sign; one of its id is replaced.
     *
     * @param sign the sign
     * @return what is known then
     */
    public Knowledge with(Sign sign) {
        List<Sign> more = new ArrayList<>(signs);
        more.removeIf(known -> known.id().equals(sign.id()));
        more.add(sign);
        return new Knowledge(more, causes, restarts);
    }

    /**
     * The same with another cause; one of its name is replaced.
     *
     * @param cause the cause; its signs must be known
     * @return what is known then
     */
    public Knowledge with(KnownCause cause) {
        List<KnownCause> more = new ArrayList<>(causes);
        more.removeIf(known -> known.name().equals(cause.name()));
        more.add(cause);
        return new Knowledge(signs, more, restarts);
    }

    /**
     * The same, an action curing a cause.
     *
     * @param action the action's id; {@link KnownCause#NOTHING} for the chance that it goes by itself
     * @param cause the cause's name
     * @param chance the chance that it does, above 0 and below 1
     * @return what is known then
     * @throws IllegalArgumentException if the cause is unknown
     */
    public Knowledge cures(String action, String cause, double chance) {
        KnownCause known = known(cause, "\"" + action + "\" to cure");
        return with(known.cures(action, chance));
    }

    /**
     * The same, a cause producing a sign.
     *
     * @param cause the cause's name
     * @param sign the sign's id
     * @param chance the chance that the cause alone produces it, above 0 and below 1
     * @return what is known then
     * @throws IllegalArgumentException if the cause or the sign is unknown
     */
    public Knowledge shows(String cause, String sign, double chance) {
        return with(known(cause, "\"" + sign + "\" to show").shows(sign, chance));
    }

    /**
     * The same, an action being a restart.
     *
     * @param action the action's id
     * @return what is known then
     */
    public Knowledge restart(String action) {
        Set<String> more = new HashSet<>(restarts);
        more.add(action);
        return new Knowledge(signs, causes, more);
    }

    /**
     * A cause by its name.
     *
     * @param name the name
     * @return the cause; empty if it is not known
     */
    public Optional<KnownCause> cause(String name) {
        return causes.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    /**
     * The causes that cannot be told apart by what is measured, or show in nothing of it: to be known before it matters.
     *
     * @param snapshot what probes report; only which metrics there are counts
     * @return a sentence for each set of causes that look the same, with the probe that would tell them apart; one more for
     *     those that show in nothing
     */
    public List<String> confusable(Snapshot snapshot) {
        return Confusion.of(this, snapshot);
    }

    boolean isRestart(String action) {
        return restarts.stream().anyMatch(known -> isOf(action, known));
    }

    /** Whether an action is one that is known, or one of that kind: {@code grow-pool-orders} is a {@code grow-pool}. */
    static boolean isOf(String action, String known) {
        return action.equals(known)
                || (action.length() > known.length() + 1
                        && action.startsWith(known)
                        && action.charAt(known.length()) == '-');
    }

    private KnownCause known(String name, String why) {
        return cause(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no cause \"" + name + "\" for " + why + ": known are "
                                + causes.stream().map(KnownCause::name).sorted().toList()));
    }

    static Map<String, Double> with(Map<String, Double> chances, String key, double chance) {
        Map<String, Double> more = new HashMap<>(chances);
        more.put(key, chance);
        return more;
    }
}
