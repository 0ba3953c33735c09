package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.RecoveryAction;
import io.selfheal.Ticker;
import io.selfheal.test.RecoveryActionContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BreakDeadlockTest implements RecoveryActionContract {
    private long nanos;

    @Override
    public RecoveryAction action() {
        return only(Stalemate.ofLocks(true, 0).members);
    }

    @Test
    void oneMemberIsInterruptedAndFourteenBystandersGoOn() throws Exception {
        try (Stalemate stalemate = Stalemate.ofLocks(true, 14)) {
            Attempted attempt = new Attempted();

            only(stalemate.members).recover(attempt);

            assertThat(stalemate.freedSoon()).isTrue();
            for (Thread thread : stalemate.members) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
            for (Thread thread : stalemate.bystanders) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as("%s is free", thread.getName()).isFalse();
            }
            assertThat(attempt.report).startsWith("interrupted member-").doesNotContain("bystander");
        }
    }

    @Test
    void aDeadlockOfMonitorsIsSaidToBeUnbreakable() {
        List<Thread> threads = Stalemate.ofMonitors();

        assertThatThrownBy(() -> only(threads).recover(new Attempted()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a monitor cannot be taken from its owner")
                .hasMessageContaining("monitor-0 waits for java.lang.Object@");
        assertThat(threads).allMatch(Thread::isAlive).noneMatch(Thread::isInterrupted);
    }

    @Test
    void oneThatCanBeBrokenIsThoughAnotherCannot() throws Exception {
        try (Stalemate stalemate = Stalemate.ofLocks(true, 2)) {
            List<Thread> all = new ArrayList<>(Stalemate.ofMonitors());
            all.addAll(stalemate.members);
            Attempted attempt = new Attempted();

            assertThatThrownBy(() -> only(all).recover(attempt)).hasMessageContaining("monitor-");

            assertThat(stalemate.freedSoon()).isTrue();
            assertThat(attempt.report).contains("member-");
        }
    }

    @Test
    void oneThatHasGoneByItselfMeanwhileIsNotInterrupted() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Wait first = wait(Thread.currentThread(), false);
        Attempted attempt = new Attempted();

        new BreakDeadlock(
                        () -> looks.getAndIncrement() == 0 ? List.of(List.of(first)) : List.of(),
                        Ticker.system(),
                        Pause.system())
                .recover(attempt);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(attempt.report).isEqualTo("no deadlock was broken");
    }

    @Test
    void oneWhoseMemberGivesUpByItselfIsNotInterrupted() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Attempted attempt = new Attempted();

        watching(() -> looks.incrementAndGet() < 5, true).recover(attempt);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(attempt.report).isEqualTo("no deadlock was broken");
        assertThat(nanos).isBetween(500_000_000L, 2_000_000_000L);
    }

    @Test
    void whoTriesAgainAndAgainWithATimeLimitIsInterruptedInTheEnd() throws Exception {
        Attempted attempt = new Attempted();

        watching(() -> !Thread.currentThread().isInterrupted(), true).recover(attempt);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempt.report)
                .startsWith("interrupted " + Thread.currentThread().getName());
        assertThat(nanos).isEqualTo(5_000_000_000L);
    }

    @Test
    void withoutATimeLimitItIsInterruptedAtOnce() throws Exception {
        watching(() -> !Thread.currentThread().isInterrupted(), false).recover(new Attempted());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(nanos).isZero();
    }

    @Test
    void theDeadlockThatTheVictimLeavesBehindIsBrokenToo() throws Exception {
        Thread victim = parked("victim");
        Thread heir = parked("heir");
        Attempted attempt = new Attempted();

        new BreakDeadlock(
                        () -> Stream.of(victim, heir)
                                .filter(Thread::isAlive)
                                .limit(1)
                                .map(thread -> List.of(wait(thread, false)))
                                .toList(),
                        Ticker.system(),
                        Pause.system())
                .recover(attempt);

        assertThat(victim.isAlive()).isFalse();
        assertThat(heir.isAlive()).isFalse();
        assertThat(attempt.report).contains("victim").contains("heir");
    }

    private static Thread parked(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException freed) {
                        return;
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Wait wait(Thread thread, boolean timed) {
        return new Wait(Roster.id(thread), thread.getName(), "a lock", Roster.id(thread), true, timed);
    }

    /** A cycle of this thread alone, for as long as a condition holds; in virtual time. */
    private BreakDeadlock watching(BooleanSupplier there, boolean timed) {
        Wait only = wait(Thread.currentThread(), timed);
        return new BreakDeadlock(
                () -> there.getAsBoolean() ? List.of(List.of(only)) : List.of(),
                () -> nanos,
                time -> nanos += time.toNanos());
    }

    /** Deadlocks of other tests stay for as long as their JVM does. */
    private static BreakDeadlock only(Collection<Thread> threads) {
        List<Long> ids = threads.stream().map(Roster::id).toList();
        Deadlocks all = Deadlocks.ofThisJvm();
        return new BreakDeadlock(
                () -> all.cycles().stream()
                        .filter(cycle -> cycle.stream().map(Wait::id).allMatch(ids::contains))
                        .toList(),
                Ticker.system(),
                Pause.system());
    }
}
