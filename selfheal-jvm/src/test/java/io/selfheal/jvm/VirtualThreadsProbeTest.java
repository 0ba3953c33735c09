package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class VirtualThreadsProbeTest {
    @Test
    void itTellsWhatTheSchedulerDoesAndNothingWhereThereIsNone() throws Exception {
        Seen seen = Seen.by(new VirtualThreadsProbe(new Told(4, 6, 3, 17)));
        assertThat(seen.value("jvm.threads.virtual.mounted.count")).isEqualTo(3);
        assertThat(seen.value("jvm.threads.virtual.mounted.ratio")).isEqualTo(0.75);
        assertThat(seen.value("jvm.threads.virtual.queued.count")).isEqualTo(17);
        assertThat(seen.value("jvm.threads.virtual.carriers.count")).isEqualTo(6);
        assertThat(seen.value("jvm.threads.virtual.parallelism.count")).isEqualTo(4);

        assertThat(Seen.by(new VirtualThreadsProbe(new Told(Integer.MAX_VALUE, -1, -1, -1)))
                        .gauges())
                .isEmpty();
        assertThat(Seen.by(new VirtualThreadsProbe(new Told(4, 6, 6, 0))).value("jvm.threads.virtual.mounted.ratio"))
                .as("with those that stand in for a carrier that blocks")
                .isEqualTo(1);
    }

    @Test
    void theJdkTellsFrom24On() throws Exception {
        assertThat(Carriers.ofThisJvm().isPresent()).isEqualTo(Runtime.version().feature() >= 24);
    }

    @Test
    void carriersThatAreAllTakenAreSeen() throws Exception {
        Optional<Carriers> carriers = Carriers.ofThisJvm();
        assumeTrue(carriers.isPresent(), "before JDK 24");
        VirtualThreadsProbe probe = new VirtualThreadsProbe(carriers.orElseThrow());
        int parallelism = (int) Seen.by(probe).value("jvm.threads.virtual.parallelism.count");
        AtomicBoolean end = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < parallelism + 3; i++) {
                threads.add(startVirtual(() -> {
                    while (!end.get()) {
                        Thread.onSpinWait();
                    }
                }));
            }
            Seen seen = Seen.by(probe);
            while (seen.value("jvm.threads.virtual.mounted.ratio") < 1
                    || seen.value("jvm.threads.virtual.queued.count") < 3) {
                seen = Seen.by(probe);
            }
            assertThat(seen.value("jvm.threads.virtual.mounted.count")).isGreaterThanOrEqualTo(parallelism);
        } finally {
            end.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** {@code Thread.startVirtualThread}, which JDK 17 does not have. */
    private static Thread startVirtual(Runnable work) throws IllegalAccessException, NoSuchMethodException {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(Thread.class, work);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Told(int parallelism, int threads, int mounted, long queued) implements Carriers {}
}
