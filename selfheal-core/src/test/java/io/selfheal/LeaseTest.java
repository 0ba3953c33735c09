package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an action puts in force is renewed while it is needed, and taken back whatever happens. */
class LeaseTest {
    private static final Duration TERM = Duration.ofSeconds(20);

    private final List<String> done = new ArrayList<>();

    /** Sheds load under a lease; {@code helps} says what that does to the load. */
    private Bench shedding(RecoveryAction.Body revert, Consumer<SelfHealing.Builder> settings) {
        Bench bench = Bench.of(b -> {
            b.rule(OverRule.of("load.ratio", 0.9, 0.8, "shed")).action(new Shed(recovery -> {
                recovery.lease("half of the load", TERM, revert);
                done.add("shed");
            }));
            settings.accept(b);
        });
        bench.probe.gauge("load.ratio", 0.95);
        return bench.seconds(1);
    }

    private Bench shedding() {
        return shedding(() -> done.add("back"), b -> {});
    }

    @Test
    void itStaysInForceWhileTheIncidentIsOpenAndForOneTermAfterIt() {
        Bench bench = shedding();
        bench.probe.gauge("load.ratio", 0.3);
        bench.seconds(12);
        assertThat(bench.verdicts()).containsExactly("shed HEALED");
        assertThat(done).containsExactly("shed");
        assertThat(bench.healing.view().leases()).extracting(Lease::name).containsExactly("half of the load");

        bench.seconds(12);
        assertThat(done).containsExactly("shed");
        bench.seconds(3);
        assertThat(done).containsExactly("shed", "back");
        assertThat(bench.healing.view().leases()).isEmpty();
        assertThat(bench.events(HealingEvent.LeaseEnded.class))
                .extracting(HealingEvent.LeaseEnded::reverted, HealingEvent.LeaseEnded::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(true, "its term is over"));
    }

    @Test
    void anActionThatDidNotHelpLosesItsLeaseAtOnce() {
        Bench bench = shedding().seconds(12);

        assertThat(bench.verdicts()).containsExactly("shed NO_EFFECT");
        assertThat(done).containsExactly("shed", "back");
        assertThat(bench.events(HealingEvent.LeaseEnded.class))
                .extracting(HealingEvent.LeaseEnded::reason)
                .containsExactly("shed was judged NO_EFFECT");
    }

    @Test
    void anActionThatThrewHalfwayLosesItsLeaseAtOnce() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of("load.ratio", 0.9, 0.8, "shed"))
                .action(new Shed(recovery -> {
                    recovery.lease("half", TERM, () -> done.add("back"));
                    throw new IllegalStateException("half-way");
                })));
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(3);

        assertThat(done).containsExactly("back");
    }

    @Test
    void itIsTakenBackWhenTheLoopIsClosed() {
        Bench bench = shedding();
        bench.healing.close();

        assertThat(done).containsExactly("shed", "back");
        assertThat(bench.events(HealingEvent.LeaseEnded.class))
                .extracting(HealingEvent.LeaseEnded::reason)
                .containsExactly("the loop was closed");
    }

    @Test
    void itIsTakenBackOnceEvenIfTheTurnAndTheCloseFindItTogether() {
        Bench bench = shedding();
        bench.probe.gauge("load.ratio", 0.3);
        bench.seconds(60);
        bench.healing.close();

        assertThat(done).containsExactly("shed", "back");
    }

    @Test
    void whatCannotBeTakenBackIsTriedThreeTimesAndThenTold() {
        AtomicInteger tries = new AtomicInteger();
        Bench bench = shedding(
                () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("stuck");
                },
                b -> {});
        bench.seconds(60);

        assertThat(tries).hasValue(3);
        assertThat(bench.events(HealingEvent.LeaseEnded.class))
                .extracting(HealingEvent.LeaseEnded::reverted, HealingEvent.LeaseEnded::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        false,
                        "shed was judged NO_EFFECT, but it could not be taken back: IllegalStateException: stuck"));
        assertThat(bench.healing.view().failing()).containsKey("lease half of the load of shed");
    }

    @Test
    void aSecondTryThatWorksIsEnough() {
        AtomicInteger tries = new AtomicInteger();
        Bench bench = shedding(
                () -> {
                    if (tries.incrementAndGet() < 2) {
                        throw new IllegalStateException("stuck");
                    }
                },
                b -> {});
        bench.seconds(60);

        assertThat(tries).hasValue(2);
        assertThat(bench.events(HealingEvent.LeaseEnded.class))
                .extracting(HealingEvent.LeaseEnded::reverted)
                .containsExactly(true);
    }

    @Test
    void afterACrashTheRecordSaysThatItIsGone() {
        FakeJournal journal = new FakeJournal();
        Bench bench = shedding(() -> done.add("back"), b -> b.journal(journal));
        bench.seconds(1);
        bench.crash();
        bench.seconds(1);

        assertThat(bench.healing.view().leases()).isEmpty();
        assertThat(journal.kept(HealingEvent.LeaseEnded.class))
                .extracting(HealingEvent.LeaseEnded::reason)
                .containsExactly("the process ended, and what it had put in force with it");
    }

    @Test
    void inAStormLeasesAreKept() {
        Bench bench = shedding(
                () -> done.add("back"),
                b -> b.storm(1, Duration.ofMinutes(10)).rule(OverRule.of("other.ratio", 0.9, 0.8)));
        bench.probe.says(Gauge.of("load.ratio", 0.95), Gauge.of("other.ratio", 0.95));
        bench.seconds(3);
        assertThat(bench.healing.view().storm()).isPresent();

        assertThat(done).containsExactly("shed");
        assertThat(bench.healing.view().leases()).hasSize(1);
    }

    @Test
    void oneWhoseTimeIsOverMayNotPutAnythingInForce() {
        List<Recovery> late = new ArrayList<>();
        Bench bench = Bench.of(
                b -> b.rule(OverRule.of("load.ratio", 0.9, 0.8, "shed")).action(new Shed(late::add)));
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(1);
        bench.healing.close();

        assertThatThrownBy(() -> late.get(0).lease("half", TERM, () -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTermOutsideItsRangeIsRefused() {
        List<Recovery> recovery = new ArrayList<>();
        Bench bench = Bench.of(
                b -> b.rule(OverRule.of("load.ratio", 0.9, 0.8, "shed")).action(new Shed(recovery::add)));
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(1);

        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(61))) {
            assertThatThrownBy(() -> recovery.get(0).lease("half", wrong, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("above zero, and an hour at most");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsTakenBackOneTermAfterTheLoopHasDied(boolean onTheHostsExecutor) throws InterruptedException {
        ExecutorService hosts = Executors.newCachedThreadPool();
        CountDownLatch back = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        SelfHealing.Builder builder = SelfHealing.builder().withoutDiscovery();
        if (onTheHostsExecutor) {
            builder.executor(hosts);
        }
        try (SelfHealing healing = builder.every(Duration.ofMillis(20))
                .probe(Probe.gauge("load.ratio", () -> 0.95).every(Duration.ofMillis(20)))
                .rule(OverRule.of("load.ratio", 0.9, 0.8, "shed"))
                .action(new Shed(recovery -> recovery.lease("half", Duration.ofMillis(200), back::countDown)))
                .engine(about -> Decision.Heal.of("shed", "once"))
                .detector(snapshot -> {
                    if (snapshot.nanos() != 0 && done.size() > 10) {
                        Wait.deaf(never); // the loop's own thread never comes back
                    }
                    done.add("turn");
                    return List.of();
                })
                .start()) {
            assertThat(back.await(10, TimeUnit.SECONDS))
                    .as("taken back by the keeper")
                    .isTrue();
            never.countDown();
        } finally {
            hosts.shutdownNow();
        }
    }

    /** An action from a body that wants its recovery. */
    private record Shed(Body body) implements RecoveryAction {
        interface Body {
            void run(Recovery recovery) throws Exception;
        }

        @Override
        public String id() {
            return "shed";
        }

        @Override
        public Risk risk() {
            return Risk.LOW;
        }

        @Override
        public void recover(Recovery recovery) throws Exception {
            body.run(recovery);
        }
    }
}
