package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A plugin's rules beside the host's own. */
class DefaultRulesTest {
    private static final Duration DAY = Duration.ofHours(24);

    private static List<String> rules(Consumer<SelfHealing.Builder> own) {
        SelfHealing.Builder builder = SelfHealing.builder().withoutDiscovery().plugin(new HealingPlugin() {
            @Override
            public String name() {
                return "disk";
            }

            @Override
            public void install(Registry registry) {
                registry.defaultRule(when("disk.used.ratio").above(0.9).named("threshold"));
                registry.defaultRule(
                        when("disk.free.bytes").runsOutWithin(DAY).named("forecast"), Set.of("disk.used.ratio"));
                registry.probes()
                        .forEach(probe -> registry.defaultRule(when("pool." + probe + ".used.ratio")
                                .runsOutWithin(DAY)
                                .named("of " + probe)));
            }
        });
        own.accept(builder);
        return Assembly.of(builder.blueprint()).rules().stream().map(Rule::id).toList();
    }

    @Test
    void withoutRulesOfTheHostAllOfThemHold() {
        assertThat(rules(b -> {})).containsExactly("threshold", "forecast");
    }

    @Test
    void aForecastOfTheHostTakesThePlaceOfTheForecastAndNotOfTheThreshold() {
        assertThat(rules(b -> b.rule(when("disk.free.bytes").runsOutWithin(DAY).named("own"))))
                .containsExactly("own", "threshold");
        assertThat(rules(b -> b.rule(when("disk.used.ratio").runsOutWithin(DAY).named("own"))))
                .containsExactly("own", "threshold");
    }

    @Test
    void aThresholdOfTheHostTakesThePlaceOfTheThresholdAndNotOfTheForecast() {
        assertThat(rules(b -> b.rule(when("disk.used.ratio").above(0.8).named("own"))))
                .containsExactly("own", "forecast");
    }

    @Test
    void whatIsUnusualTakesNobodysPlace() {
        assertThat(rules(b -> b.rule(when("disk.used.ratio").isUnusual().named("own"))))
                .containsExactly("own", "threshold", "forecast");
    }

    @Test
    void oneThatSaysBothTakesBothPlaces() {
        assertThat(rules(b -> b.rule(when("disk.used.ratio")
                        .above(0.8)
                        .or(when("disk.used.ratio").runsOutWithin(DAY))
                        .named("own"))))
                .containsExactly("own");
    }

    @Test
    void aPluginKnowsTheProbesOfTheHostAndAddsRulesForThem() {
        assertThat(rules(b -> b.probe(Probe.gauge("orders", () -> 1)))).contains("of orders");
    }
}
