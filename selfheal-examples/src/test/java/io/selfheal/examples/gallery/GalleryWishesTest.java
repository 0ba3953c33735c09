package io.selfheal.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GalleryWishesTest {
    @Test
    void withoutAWishItIsAllFaultsBothWays() {
        Wishes wishes = Wishes.of();
        assertThat(wishes.faults()).hasSameSizeAs(Faults.all());
        assertThat(wishes.heals()).containsExactly(false, true);
        assertThat(wishes.controls()).isEmpty();
    }

    @Test
    void namesAreFaultsOrControls() {
        Wishes wishes = Wishes.of("disk-filling", "--with", "bursts", "--jvm", "-Xmx256m  -XX:+UseG1GC");
        assertThat(wishes.faults()).extracting(Fault::name).containsExactly("disk-filling");
        assertThat(wishes.controls()).extracting(Control::name).containsExactly("bursts");
        assertThat(wishes.heals()).containsExactly(true);
        assertThat(wishes.flags()).containsExactly("-Xmx256m", "-XX:+UseG1GC");
    }

    @Test
    void controlsComeWithATimeOrWithout() {
        assertThat(Wishes.of("--controls").each()).isEqualTo(Duration.ofSeconds(15));
        assertThat(Wishes.of("--controls", "600").each()).isEqualTo(Duration.ofMinutes(10));
        assertThat(Wishes.of("--controls").faults()).isEmpty();
        assertThat(Wishes.of("--short").faults()).hasSize(3);
    }

    @Test
    void whatIsUnknownIsNamedTogetherWithWhatIsNot() {
        assertThatThrownBy(() -> Wishes.of("meteor"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no fault \"meteor\": there are [cache-leak,");
    }

    @Test
    void everyNameIsThereOnce() {
        List<String> names = Stream.concat(
                        Faults.all().stream().map(Fault::name),
                        Controls.all().stream().map(Control::name))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(Faults.all())
                .allSatisfy(fault -> assertThat(Faults.named(fault.name())).hasSameClassAs(fault));
    }
}
