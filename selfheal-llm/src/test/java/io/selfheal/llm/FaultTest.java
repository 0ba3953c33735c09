package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.Probe;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import io.selfheal.rule.Rules;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The network off, the model hanging for good, wrong for days: healing goes on. */
class FaultTest {
    @Test
    void withTheNetworkOffHealingGoesOnAtOnceAndTheModelIsSoonLeftAlone() {
        try (Host host = new Host()) {
            FakeModel off = new FakeModel(request -> {
                throw new UncheckedIOException(new ConnectException("Connection refused"));
            });
            SelfHealing healing = host.build(builder -> builder.advisor(
                            ChatAdvisor.of(off, Terms.of("model")).ticking(host.time))
                    .cooldown(Duration.ofSeconds(1), Duration.ofSeconds(1))
                    .recurrence(100));
            for (int i = 0; i < 6; i++) {
                host.sick();
                host.live(healing, 30);
            }
            assertThat(host.ran).hasSize(6).containsOnly("clear-cache");
            assertThat(host.actedAfter()).isZero();
            assertThat(off.asked).hasSize(4);
            assertThat(host.healings().get(0))
                    .isEqualTo("clear-cache, engine-only (Failed: CallFailedException: "
                            + "UncheckedIOException: java.net.ConnectException: Connection refused)");
            assertThat(host.healings().get(5)).startsWith("clear-cache, engine-only (BreakerOpen: ");
        }
    }

    @Test
    void aModelThatHangsAndIgnoresInterruptsOnRealThreadsHoldsNothingUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch healed = new CountDownLatch(1);
        FakeModel hanging = new FakeModel(request -> {
            boolean interrupted = false;
            while (true) {
                try {
                    never.await();
                    return FakeModel.response("{}");
                } catch (InterruptedException deaf) {
                    interrupted = true;
                } finally {
                    if (interrupted && never.getCount() == 0) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        });
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .every(Duration.ofMillis(20))
                .probe(Probe.gauge("memory.used.ratio", () -> 0.95))
                .rule(Rules.when("memory.used.ratio").above(0.9))
                .engine(Diagnosis.of(Knowledge.jvm()))
                .action(RecoveryAction.of("clear-cache", Risk.SAFE, healed::countDown))
                .advisor(ChatAdvisor.of(hanging, Terms.of("model")), Duration.ofMillis(100))
                .start()) {
            assertThat(healed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(healing.turning()).isTrue();
        } finally {
            never.countDown();
        }
    }

    @Test
    void aModelThatIsWrongForALongTimeLosesItsSayAndOneThatIsRightGainsIt() {
        assertThat(weightAfter(FakeModel.ranking(0.5, action -> 0.02, List.of())))
                .isLessThan(0.06);
        assertThat(weightAfter(FakeModel.ranking(0.5, action -> action.equals("clear-cache") ? 0.99 : 0.1, List.of())))
                .isGreaterThan(0.09);
    }

    private static double weightAfter(FakeModel model) {
        try (Host host = new Host()) {
            SelfHealing healing = host.build(builder -> builder.advisor(
                            ChatAdvisor.of(model, Terms.of("model").callsAnHour(1_000))
                                    .ticking(host.time))
                    .cooldown(Duration.ofSeconds(1), Duration.ofSeconds(1))
                    .budget(1_000, Duration.ofHours(12))
                    .recurrence(1_000));
            for (int i = 0; i < 30; i++) {
                host.sick();
                host.live(healing, 30);
            }
            assertThat(host.ran).hasSize(30).containsOnly("clear-cache");
            List<HealingEvent.DecisionMade> made = host.events.of(HealingEvent.DecisionMade.class);
            return made.get(made.size() - 1).provenance().orElseThrow().weight();
        }
    }
}
