package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent.DeploymentNoted;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A host says which version runs, at each start. */
class DeploymentTest {
    private final FakeJournal journal = new FakeJournal();
    private final Bench bench = Bench.of(b -> b.journal(journal).recordMetrics());

    private Answer deployed(String version) {
        return answer(bench.healing.deployed(version));
    }

    private Answer answer(CompletableFuture<Answer> asked) {
        bench.seconds(1);
        return asked.join();
    }

    @Test
    void aVersionIsNotedWithItsTimeAndShown() {
        assertThat(deployed("v42")).isEqualTo(new Answer(true, "v42 of orders is noted"));

        assertThat(bench.healing.view().deployments())
                .containsExactly(new Deployment("orders", "v42", bench.time.instant()));
        assertThat(journal.kept(DeploymentNoted.class)).singleElement().satisfies(noted -> {
            assertThat(noted.component()).isEqualTo("orders");
            assertThat(noted.version()).isEqualTo("v42");
        });
    }

    @Test
    void theSameVersionAtTheNextStartChangesNothing() {
        deployed("v42");
        Deployment first = bench.healing.view().deployments().get(0);
        bench.restart();

        Answer again = deployed("v42");

        assertThat(again.accepted()).isFalse();
        assertThat(again.reason()).isEqualTo("v42 of orders runs since " + first.time());
        assertThat(bench.healing.view().deployments()).containsExactly(first);
        assertThat(journal.kept(DeploymentNoted.class)).hasSize(1);
    }

    @Test
    void ofEachComponentTheLatestVersionCounts() {
        deployed("v42");
        answer(bench.healing.deployed("payments", "7"));
        deployed("v43");
        deployed("v42");

        assertThat(bench.healing.view().deployments())
                .extracting(deployment -> deployment.component() + " " + deployment.version())
                .containsExactly("payments 7", "orders v42");
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        assertThat(deployed(" ").reason()).contains("no version is named", "such as v42");
        assertThat(journal.kept(DeploymentNoted.class)).isEmpty();
    }

    @Test
    void howLongAgoItWasIsKnownAfterARestart() {
        Deployments deployments = new Deployments();
        deployments.apply(new DeploymentNoted(1, bench.time.instant(), "orders", "v42"), 5);

        assertThat(deployments.ago("orders", Duration.ofHours(3).toNanos() + 5)).contains(Duration.ofHours(3));
        assertThat(deployments.ago("payments", 5)).isEmpty();
    }

    @Test
    void itIsReplayedAtItsTurn() {
        deployed("v42");
        bench.restart();
        deployed("v43");
        bench.seconds(2);
        Replay replay = Replay.of(SelfHealing.builder().service("orders").withoutDiscovery());
        journal.kept.forEach(replay::next);

        assertThat(replay.finish().same()).isTrue();
        assertThat(replay.would().stream()
                        .filter(DeploymentNoted.class::isInstance)
                        .toList())
                .isEqualTo(journal.kept(DeploymentNoted.class));
    }
}
