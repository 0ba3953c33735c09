package io.selfheal.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final List<String> REGISTERED = List.of("trim-caches", "graceful-restart");

    @Test
    void everyActionAndNoneIsTriedFromEveryStart() {
        Campaign campaign = Campaign.of(List.of("--out", "x", "--conditions", "quiet,deadlock", "--loads", "100"));
        List<Assignment> all = campaign.assignments(REGISTERED);
        assertThat(all)
                .extracting(Assignment::key)
                .hasSize(2 * 2 * 3)
                .doesNotHaveDuplicates()
                .startsWith(
                        "quiet/100/1/", "quiet/100/1/trim-caches", "quiet/100/1/graceful-restart", "deadlock/100/1/");
    }

    @Test
    void theFaultsOfTheGalleryAndHealthyShopsAreUsual() {
        Campaign campaign = Campaign.of(List.of("--out", "x"));
        assertThat(campaign.conditions())
                .hasSizeGreaterThanOrEqualTo(Faults.all().size() + 5);
        assertThat(campaign.watch()).isEqualTo(Duration.ofSeconds(7));
        assertThat(campaign.parallel()).isEqualTo(1);
    }

    @Test
    void whenItHappensDependsOnTheStartAndNotOnTheAction() {
        List<Assignment> all = Campaign.of(
                        List.of("--out", "x", "--seeds", "1,2", "--conditions", "quiet", "--loads", "9"))
                .assignments(REGISTERED);
        assertThat(all.subList(0, 3))
                .extracting(Assignment::peace)
                .containsOnly(all.get(0).peace());
        assertThat(all.subList(0, 3))
                .extracting(Assignment::patience)
                .containsOnly(all.get(0).patience());
        assertThat(all.get(3).peace()).isNotEqualTo(all.get(0).peace());
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        refused("--out is missing", "--seeds", "1");
        refused("there is no option --frob", "--frob", "1");
        refused("--out has no value", "--out");
        refused("\"x\" is no whole number", "--out", "x", "--loads", "x");
        refused("\"y\" is no whole number", "--out", "x", "--seeds", "y");
        refused("0 is too small", "--out", "x", "--parallel", "0");
        refused("--watch 2 is too short", "--out", "x", "--watch", "2");
        refused("there is no condition \"flood\": there are [cache-leak", "--out", "x", "--conditions", "flood");
        assertThatThrownBy(() -> Campaign.of(List.of("--out", "x", "--actions", "nothing,dance"))
                        .assignments(REGISTERED))
                .hasMessage("there is no action [dance]: there are [trim-caches, graceful-restart]");
    }

    private static void refused(String message, String... arguments) {
        assertThatThrownBy(() -> Campaign.of(List.of(arguments)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
