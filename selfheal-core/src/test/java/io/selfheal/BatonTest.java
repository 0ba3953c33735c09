package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two threads, one of which owns the loop. The test is one of them, and plays the other by its thread. */
class BatonTest {
    private static final long PATIENCE = 100;

    private final Thread other = new Thread(() -> {}, "other");

    @Test
    void whoOwnsItKeepsItAsLongAsItDoesNotLayItDown() {
        Baton baton = new Baton(other);
        baton.watch();
        assertThat(baton.takeOver(1_000, PATIENCE)).isFalse();
        assertThat(baton.claim()).isSameAs(other);
        assertThat(baton.owned()).isFalse();
    }

    @Test
    void laidDownItIsTakenOverAfterAWhileAndNobodyStandsByFromThenOn() {
        Baton baton = new Baton(other);
        baton.watch();
        assertThat(baton.watcher()).isSameAs(Thread.currentThread());
        baton.layDown(1_000);
        assertThat(baton.takeOver(1_099, PATIENCE)).isFalse();
        assertThat(baton.takeOver(1_100, PATIENCE)).isTrue();
        assertThat(baton.owned()).isTrue();
        assertThat(baton.watcher()).isNull();
        assertThat(baton.takeOver(9_000, PATIENCE))
                .as("it does not lie there any more")
                .isFalse();
    }

    @Test
    void whoLaidItDownTakesItUpAgainInTime() {
        Baton baton = new Baton(Thread.currentThread());
        baton.layDown(1_000);
        assertThat(baton.takeUp()).isTrue();
        assertThat(baton.takeOver(9_000, PATIENCE)).isFalse();
    }

    @Test
    void whoComesBackTooLateDoesNotGetItBack() throws InterruptedException {
        Baton baton = new Baton(Thread.currentThread());
        baton.layDown(1_000);
        Thread standIn = new Thread(() -> baton.takeOver(1_100, PATIENCE), "stand-in");
        standIn.start();
        standIn.join();
        assertThat(baton.takeUp()).isFalse();
        assertThat(baton.owned()).isFalse();
        assertThat(baton.claim()).isSameAs(standIn);
    }

    @Test
    void atTheEndItIsClaimedWhereItLies() {
        Baton baton = new Baton(other);
        baton.layDown(1_000);
        assertThat(baton.claim()).isSameAs(Thread.currentThread());
        assertThat(baton.owned()).isTrue();
    }
}
