package io.selfheal.config;

import static io.selfheal.config.Vocabulary.GROUP;
import static io.selfheal.config.Vocabulary.LEAK;
import static io.selfheal.config.Vocabulary.MEASURE;
import static io.selfheal.config.Vocabulary.METRICS;
import static io.selfheal.config.Vocabulary.PLACE;
import static io.selfheal.config.Vocabulary.SHOWS_AFTER;
import static io.selfheal.config.Vocabulary.SIGN_FROM;
import static io.selfheal.config.Vocabulary.SIGN_TO;
import static io.selfheal.config.Vocabulary.WORDS;

import io.selfheal.diagnose.Sign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads signs. */
final class SignReader {
    /** Assumed, as of most signs that come with the library. */
    private static final double USUAL_LEAK = 0.03;

    private SignReader() {}

    static Map<String, Sign> signs(Map<String, At<Values>> said, Problems problems) {
        Map<String, Sign> signs = new LinkedHashMap<>();
        said.forEach((id, sign) -> sign(id, sign, problems).ifPresent(read -> signs.put(id, read)));
        return signs;
    }

    private static Optional<Sign> sign(String id, At<Values> at, Problems problems) {
        Values sign = at.value();
        List<String> metrics =
                sign.get(METRICS).orElse(List.of()).stream().map(At::value).toList();
        Sign.Measure measure = sign.get(MEASURE).orElse(Sign.Measure.LEVEL);
        Optional<At<Double>> from = amount(SIGN_FROM, sign, metrics, measure, problems);
        Optional<At<Double>> to = amount(SIGN_TO, sign, metrics, measure, problems);
        Optional<String> words = sign.get(WORDS);
        if (metrics.isEmpty() || from.isEmpty() || to.isEmpty() || words.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sign(
                    id,
                    words.get(),
                    metrics,
                    from.get().value(),
                    to.get().value(),
                    sign.get(LEAK).orElse(USUAL_LEAK),
                    sign.get(GROUP).orElse(""),
                    measure,
                    sign.get(PLACE).orElse(Sign.Place.AROUND),
                    sign.get(SHOWS_AFTER).map(after -> after.toMillis() / 1e3).orElse(0.0)));
        } catch (IllegalArgumentException e) {
            problems.add(to.get().place(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A level, or an age, is in the metric's own unit; anything else is a plain number, of spreads or a share. */
    private static Optional<At<Double>> amount(
            Key<Amount> key, Values sign, List<String> metrics, Sign.Measure measure, Problems problems) {
        if (measure == Sign.Measure.LEVEL || measure == Sign.Measure.AGE) {
            return metrics.isEmpty() ? Optional.empty() : new Gauged(metrics.get(0), sign, problems).amount(key);
        }
        Optional<At<Amount>> said = sign.at(key);
        said.filter(amount -> amount.value().unit().isPresent())
                .ifPresent(amount -> problems.add(
                        amount.place(),
                        "found an amount with a unit, expected a plain number: this measure counts usual spreads, or from 0"
                                + " for well to 1 for down"));
        return said.map(amount -> new At<>(amount.value().number(), amount.place()));
    }
}
