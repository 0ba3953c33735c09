package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Gauge;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import io.selfheal.test.ProbeContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadlockProbeTest implements ProbeContract {
    private long nanos;

    @Override
    public Probe probe() {
        return new DeadlockProbe(new Lasting(Deadlocks.ofThisJvm(), Ticker.system()));
    }

    @Test
    void aCycleThatEndsByItselfIsNoDeadlockUntilItHasLasted() throws Exception {
        try (Stalemate stalemate = Stalemate.ofTimedLocks()) {
            assertThat(cycleOf(stalemate.members)).hasSize(2).allMatch(Wait::timed);
            DeadlockProbe probe =
                    new DeadlockProbe(new Lasting(() -> List.of(cycleOf(stalemate.members)), () -> nanos));
            assertThat(deadlocked(probe)).as("at the first look").isZero();
            nanos += 5_000_000_000L;
            assertThat(deadlocked(probe)).as("two looks are too few").isZero();
            nanos += 250_000_000L;
            assertThat(deadlocked(probe)).isEqualTo(2);
        }
    }

    @Test
    void aCycleThatWasGoneInBetweenHasNotLasted() throws Exception {
        List<List<Wait>> now = new ArrayList<>();
        DeadlockProbe probe = new DeadlockProbe(new Lasting(() -> List.copyOf(now), () -> nanos));
        List<Wait> cycle = List.of(timed(1, 2), timed(2, 1));
        for (int look = 0; look < 100; look++) {
            now.clear();
            if (look % 16 != 0) {
                now.add(cycle);
            }
            assertThat(deadlocked(probe)).isZero();
            nanos += 250_000_000L;
        }
    }

    @Test
    void otherCyclesOfTheSameThreadsDoNotAddUp() throws Exception {
        int[] look = {0};
        DeadlockProbe probe = new DeadlockProbe(new Lasting(
                () -> List.of(List.of(
                        new Wait(1, "thread-1", "lock-" + look[0], 2, true, true),
                        new Wait(2, "thread-2", "lock", 1, true, true))),
                () -> nanos));
        for (; look[0] < 100; look[0]++) {
            assertThat(deadlocked(probe)).isZero();
            nanos += 250_000_000L;
        }
    }

    @Test
    void aCycleInWhichNobodyGivesUpCountsAtOnce() throws Exception {
        try (Stalemate stalemate = Stalemate.ofLocks(true, 0)) {
            assertThat(deadlocked(
                            new DeadlockProbe(new Lasting(() -> List.of(cycleOf(stalemate.members)), () -> nanos))))
                    .isEqualTo(2);
        }
    }

    private static double deadlocked(DeadlockProbe probe) throws Exception {
        return Seen.by(probe).value("jvm.threads.deadlocked.count");
    }

    private static Wait timed(long id, long owner) {
        return new Wait(id, "thread-" + id, "lock-" + owner, owner, true, true);
    }

    @Test
    void twoThatWaitForEachOtherCountAndFourteenBehindThemDoNot() throws Exception {
        try (Stalemate stalemate = Stalemate.ofLocks(true, 14)) {
            List<Wait> cycle = cycleOf(stalemate.members);
            assertThat(cycle).extracting(Wait::thread).containsExactlyInAnyOrder("member-0", "member-1");
            assertThat(cycle).allMatch(Wait::interruptible);

            Gauge seen = Seen.by(probe()).get("jvm.threads.deadlocked.count");
            assertThat(seen.value()).isGreaterThanOrEqualTo(2);
            assertThat(seen.detail())
                    .contains("member-0 waits for java.util.concurrent.locks")
                    .doesNotContain("bystander");
        }
    }

    @Test
    void thoseThatNoInterruptFreesAreCountedApart() throws Exception {
        Seen seen = Seen.by(new DeadlockProbe(() -> List.of(
                List.of(wait(1, 2, false), wait(2, 1, true)),
                List.of(wait(3, 4, false), wait(4, 5, false), wait(5, 3, false)))));

        assertThat(seen.value("jvm.threads.deadlocked.count")).isEqualTo(5);
        assertThat(seen.value("jvm.threads.deadlocked.unbreakable.count")).isEqualTo(3);
        assertThat(seen.get("jvm.threads.deadlocked.unbreakable.count").detail())
                .isEqualTo("thread-3 waits for lock-4, thread-4 waits for lock-5, thread-5 waits for lock-3");
    }

    @Test
    void aWaitThatNoInterruptEndsIsToldApart() {
        Stalemate stalemate = Stalemate.ofLocks(false, 2);
        assertThat(cycleOf(stalemate.members)).hasSize(2).noneMatch(Wait::interruptible);

        List<Thread> monitors = Stalemate.ofMonitors();
        assertThat(cycleOf(monitors)).hasSize(2).noneMatch(Wait::interruptible);
    }

    @Test
    void everyCycleIsFoundOnceInAnyOrderOfTheThreads() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int cycles = random.nextInt(4);
            List<Wait> waits = new ArrayList<>();
            int id = 1;
            int members = 0;
            for (int c = 0; c < cycles; c++) {
                int length = 2 + random.nextInt(4);
                int first = id;
                for (int i = 0; i < length; i++, id++) {
                    waits.add(waiting(id, i == length - 1 ? first : id + 1));
                }
                members += length;
            }
            int inCycles = id - 1;
            for (int i = 0; i < random.nextInt(15); i++, id++) {
                waits.add(waiting(id, id == 1 ? -1 : 1 + random.nextInt(id - 1)));
            }
            Collections.shuffle(waits, random);
            List<List<Wait>> found = Cycles.in(waits);
            assertThat(found).as("seed %d", seed).hasSize(cycles);
            assertThat(found.stream().flatMap(List::stream).map(Wait::id))
                    .as("seed %d", seed)
                    .hasSize(members)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, inCycles)
                            .mapToObj(i -> (long) i)
                            .toList());
        }
    }

    private static Wait waiting(long id, long owner) {
        return wait(id, owner, false);
    }

    private static Wait wait(long id, long owner, boolean interruptible) {
        return new Wait(id, "thread-" + id, "lock-" + owner, owner, interruptible, false);
    }

    private static List<Wait> cycleOf(List<Thread> threads) {
        List<Long> ids = threads.stream().map(Roster::id).toList();
        return Deadlocks.ofThisJvm().cycles().stream()
                .filter(cycle -> cycle.stream().map(Wait::id).toList().containsAll(ids))
                .findFirst()
                .orElseThrow();
    }
}
