package io.selfheal.config;

import java.util.Optional;

/**
 * Looks up the amounts that a gauge is held against.
 *
 * @param metric the gauge
 * @param values where to look
 * @param problems hears of amounts in another unit than the gauge's
 */
record Gauged(String metric, Values values, Problems problems) {
    Optional<At<Double>> amount(Key<Amount> key) {
        Optional<At<Amount>> said = values.at(key);
        Optional<String> misfit = said.flatMap(amount -> amount.value().misfit(metric));
        misfit.ifPresent(wrong -> said.ifPresent(amount -> problems.add(amount.place(), wrong)));
        return misfit.isPresent()
                ? Optional.empty()
                : said.map(amount -> new At<>(amount.value().number(), amount.place()));
    }
}
