package io.selfheal;

import static io.selfheal.rule.Rules.when;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a grant goes through on its way back to the fleet. */
@Timeout(60)
class PermitsTest {
    private final CountDownLatch ran = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final RecoveryAction.Body slowRelease = () -> {
        new CountDownLatch(1).await(50, MILLISECONDS); // as a call over the network, which an interrupt ends
        released.countDown();
    };

    @Test
    void aGrantThatComesTooLateGoesBackAndTheInterruptOfItsQuestionDoesNotStopThat() throws Exception {
        FleetPermit late = new FleetPermit() {
            @Override
            public Grant ask(Request request) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException deadline) {
                    Thread.currentThread().interrupt();
                }
                return Grant.given(slowRelease);
            }

            @Override
            public Duration timeout() {
                return Duration.ofMillis(50);
            }
        };
        try (SelfHealing healing = sick(late)) {
            assertThat(released.await(30, SECONDS)).isTrue();
            assertThat(healing.view().failing()).doesNotContainKey("fleet permit release");
        }
        assertThat(ran.getCount()).isEqualTo(1);
    }

    @Test
    void whoIsClosedWhileAnActionSettlesWaitsForTheGrantToGoBack() throws Exception {
        SelfHealing healing = sick(request -> FleetPermit.Grant.given(slowRelease));
        assertThat(ran.await(30, SECONDS)).isTrue();

        healing.close();

        assertThat(released.getCount()).isZero();
    }

    @Test
    void aReleaseThatFailsIsTold() {
        Ward ward = Ward.of(
                List.of("db"),
                b -> b.permit(request -> FleetPermit.Grant.given(() -> {
                    throw new IllegalStateException("no such grant");
                })));

        ward.sick("db").seconds(5);
        ward.well("db").seconds(30);

        assertThat(ward.bench.events(HealingEvent.HookFailed.class))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.hook()).isEqualTo("fleet permit release");
                    assertThat(failed.fault().shown()).contains("no such grant");
                });
    }

    /** The rule's action runs once, and then settles for longer than any test. */
    private SelfHealing sick(FleetPermit fleet) {
        return SelfHealing.builder()
                .withoutDiscovery()
                .every(Duration.ofMillis(20))
                .probe(Probe.gauge("queue.used.ratio", () -> 1).every(Duration.ofMillis(20)))
                .rule(when("queue.used.ratio")
                        .above(0.9)
                        .clearingBelow(0.8)
                        .settling(Duration.ofMinutes(5))
                        .run("drop"))
                .action(RecoveryAction.of("drop", Risk.SAFE, ran::countDown))
                .permit(fleet)
                .start();
    }
}
