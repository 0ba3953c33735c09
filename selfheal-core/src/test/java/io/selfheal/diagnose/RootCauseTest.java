package io.selfheal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    private static final double[] QUIET = {1.0, 1.02, 0.98, 1.01, 0.99};
    private static final Map<String, Set<String>> SHOP = Map.of(
            "web", Set.of("orders", "search"),
            "orders", Set.of("db"),
            "search", Set.of("db"),
            "db", Set.of());

    private static Change latency(String component, double now) {
        return Change.of(component, "latency.avg", Change.Kind.TIME, QUIET, new double[] {now, now});
    }

    private static String first(Change... changes) {
        return RootCause.rank(SHOP, List.of(changes)).get(0).component();
    }

    @Test
    void theDeepestSickComponentIsTheCauseAndNotTheSickest() {
        assertThat(first(latency("web", 9), latency("orders", 5), latency("search", 4), latency("db", 3)))
                .isEqualTo("db");
    }

    @Test
    void aHealthyDependencyIsNotBlamed() {
        assertThat(first(latency("web", 3), latency("orders", 4), latency("search", 1), latency("db", 1)))
                .isEqualTo("orders");
    }

    @Test
    void ofTwoThatAreEquallySickTheOneThatExplainsMoreOfTheOthersIsLikelier() {
        Map<String, Set<String>> two = Map.of(
                "web", Set.of("db"),
                "mobile", Set.of("db"),
                "batch", Set.of("disk"),
                "db", Set.of(),
                "disk", Set.of());
        List<Suspect> ranked = RootCause.rank(
                two,
                List.of(
                        latency("web", 3),
                        latency("mobile", 3),
                        latency("batch", 3),
                        latency("disk", 3),
                        latency("db", 3)));
        assertThat(ranked.get(0).component()).isEqualTo("db");
        assertThat(ranked.get(1).component()).isEqualTo("disk");
    }

    @Test
    void moreLoadAloneIsNoSickness() {
        Change load = Change.of("db", "requests", Change.Kind.COUNT, QUIET, new double[] {50, 60});
        assertThat(first(load, latency("orders", 4))).isEqualTo("orders");
        assertThat(first(load)).as("nothing else is there to go by").isEqualTo("db");
    }

    @Test
    void whatGotFasterIsNotSickAndWhatHasNoPastSaysNothing() {
        assertThat(latency("db", 0.1).strength()).isZero();
        assertThat(Change.of("db", "latency.avg", Change.Kind.TIME, new double[] {1, 2, 3}, new double[] {50})
                        .strength())
                .isZero();
        assertThat(Change.of("db", "latency.avg", Change.Kind.TIME, QUIET, new double[] {Double.NaN})
                        .strength())
                .isZero();
    }

    @Test
    void aChangeIsMeasuredByWhatIsUsualForTheMetricAndAtLeastATenthOfIt() {
        assertThat(latency("db", 1.5).strength()).isCloseTo(5, org.assertj.core.data.Offset.offset(1e-9));
        Change share = Change.of(
                "db", "availability", Change.Kind.PERCENT, new double[] {100, 100, 100, 100}, new double[] {93});
        assertThat(share.strength()).isEqualTo(7);
    }

    @Test
    void everyComponentIsRankedAlsoWhatIsNotMeasuredAndTheReasonHasTheNumbers() {
        List<Suspect> ranked = RootCause.rank(SHOP, List.of(latency("orders", 4)));
        assertThat(ranked).extracting(Suspect::component).containsExactlyInAnyOrder("web", "orders", "search", "db");
        assertThat(ranked.get(0).reason())
                .isEqualTo("latency.avg of orders went from 1.000 to 4.000, 30.0 times its usual spread");
        assertThat(ranked.get(1).reason()).isEqualTo("nothing is measured of it");
    }
}
