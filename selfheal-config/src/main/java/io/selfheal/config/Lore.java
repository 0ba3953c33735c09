package io.selfheal.config;

import static io.selfheal.config.Vocabulary.AFTER_DEPLOYMENT;
import static io.selfheal.config.Vocabulary.BESIDE_SICK;
import static io.selfheal.config.Vocabulary.CAUSES;
import static io.selfheal.config.Vocabulary.CURES;
import static io.selfheal.config.Vocabulary.OUTSIDE;
import static io.selfheal.config.Vocabulary.PRIOR;
import static io.selfheal.config.Vocabulary.PRODUCES;
import static io.selfheal.config.Vocabulary.RESTARTS;
import static io.selfheal.config.Vocabulary.SIGNS;

import io.selfheal.diagnose.Knowledge;
import io.selfheal.diagnose.KnownCause;
import io.selfheal.diagnose.Sign;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file adds to what an engine knows. Which signs and causes there are besides only the host knows, so what names them
 * is checked when the policy is applied.
 *
 * @param said what the file says
 * @param signs its signs, read
 */
record Lore(Values said, Map<String, Sign> signs) {
    /** Any two causes are a hypothesis of their own, with a number for every sign: these make a few megabytes. */
    private static final int MOST_CAUSES = 100;

    private static final int MOST_SIGNS = 300;

    static Lore of(Values said, Problems problems) {
        fits(said, Knowledge.none(), problems);
        return new Lore(said, SignReader.signs(said.get(SIGNS).orElse(Map.of()), problems));
    }

    /** What is known with it. */
    Knowledge addedTo(Knowledge known, Problems problems) {
        if (!fits(said, known, problems)) {
            return known;
        }
        Knowledge more = known;
        for (Sign sign : signs.values()) {
            more = more.with(sign);
        }
        for (Map.Entry<String, At<Values>> cause :
                said.get(CAUSES).orElse(Map.of()).entrySet()) {
            more = with(more, cause.getKey(), cause.getValue(), problems);
        }
        for (At<String> restart : said.get(RESTARTS).orElse(List.of())) {
            more = more.restart(restart.value());
        }
        return more;
    }

    private static boolean fits(Values said, Knowledge known, Problems problems) {
        Set<String> ids = new HashSet<>();
        known.signs().forEach(sign -> ids.add(sign.id()));
        Set<String> names = new HashSet<>();
        known.causes().forEach(cause -> names.add(cause.name()));
        boolean signs = fits("signs", said.get(SIGNS).orElse(Map.of()), ids, MOST_SIGNS, problems);
        return fits("causes", said.get(CAUSES).orElse(Map.of()), names, MOST_CAUSES, problems) && signs;
    }

    private static boolean fits(
            String what, Map<String, At<Values>> said, Set<String> known, int most, Problems problems) {
        List<Place> more = said.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> entry.getValue().place())
                .toList();
        int all = known.size() + more.size();
        if (more.isEmpty() || all <= most) {
            return true;
        }
        problems.add(
                more.get(Math.max(0, most - known.size())),
                "found " + all + " " + what + (known.isEmpty() ? "" : ", " + known.size() + " of them the engine's")
                        + ", expected " + most + " at most, with the engine's; leave some out");
        return false;
    }

    private static Knowledge with(Knowledge known, String name, At<Values> at, Problems problems) {
        Values cause = at.value();
        Optional<KnownCause> before = known.cause(name);
        Map<String, At<Double>> produced = cause.get(PRODUCES).orElse(Map.of());
        boolean right = signsAreKnown(known, produced, problems);
        if (before.isEmpty() && (cause.get(PRIOR).isEmpty() || produced.isEmpty())) {
            Set<String> names = new LinkedHashSet<>();
            known.causes().forEach(other -> names.add(other.name()));
            problems.add(
                    at.place(),
                    "found the cause " + Clean.quoted(name) + ", which is not known yet, without "
                            + (cause.get(PRIOR).isEmpty() ? "\"prior\"" : "\"signs\"")
                            + ", expected \"prior\" and \"signs\""
                            + " of a new one, or a cause that is known" + Likeness.hint(name, names));
            return known;
        }
        if (!right) {
            return known;
        }
        try {
            return known.with(new KnownCause(
                    name,
                    cause.get(PRIOR).or(() -> before.map(KnownCause::prior)).orElseThrow(),
                    both(before.map(KnownCause::signs), produced),
                    both(before.map(KnownCause::cures), cause.get(CURES).orElse(Map.of())),
                    cause.get(OUTSIDE).or(() -> before.map(KnownCause::outside)).orElse(false),
                    cause.get(AFTER_DEPLOYMENT)
                            .or(() -> before.map(KnownCause::afterDeployment))
                            .orElse(1.0),
                    cause.get(BESIDE_SICK)
                            .or(() -> before.map(KnownCause::besideSick))
                            .orElse(1.0)));
        } catch (IllegalArgumentException e) {
            problems.add(at.place(), String.valueOf(e.getMessage()));
            return known;
        }
    }

    private static boolean signsAreKnown(Knowledge known, Map<String, At<Double>> produced, Problems problems) {
        Set<String> ids = new LinkedHashSet<>();
        known.signs().forEach(sign -> ids.add(sign.id()));
        boolean right = true;
        for (Map.Entry<String, At<Double>> sign : produced.entrySet()) {
            if (!ids.contains(sign.getKey())) {
                right = false;
                problems.add(
                        sign.getValue().place(),
                        "found the unknown sign " + Clean.quoted(sign.getKey())
                                + ", expected one of the engine's or of \"signs\" in this file"
                                + Likeness.hint(sign.getKey(), ids));
            }
        }
        return right;
    }

    private static Map<String, Double> both(Optional<Map<String, Double>> before, Map<String, At<Double>> said) {
        Map<String, Double> all = new HashMap<>(before.orElse(Map.of()));
        said.forEach((name, chance) -> all.put(name, chance.value()));
        return all;
    }
}
