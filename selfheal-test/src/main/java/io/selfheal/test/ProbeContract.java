package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Probe} has to keep. A test of a probe implements this and inherits the suite:
 *
 * <pre>{@code
 * class QueueProbeTest implements ProbeContract {
 *     @Override
 *     public Probe probe() {
 *         return new QueueProbe(new ArrayDeque<>());
 *     }
 * }
 * }</pre>
 */
public interface ProbeContract {
    /** The probe under test, on something that answers. Called once for each test. */
    Probe probe();

    /**
     * The same probe on something that never answers; empty, the default, if what it asks always answers at once. Empty for one
     * that is not {@linkplain Probe#blocking() blocking}: what it asks has to be such.
     */
    default Optional<Probe> probeOfSomethingThatHangs() {
        return Optional.empty();
    }

    /** The names of the gauges that may be NaN or infinite, because their numbers may be missing; none by default. */
    default Set<String> mayBeMissing() {
        return Set.of();
    }

    /** Events and errors name it. */
    @Test
    default void itHasANameThatStays() {
        Probe probe = probe();
        String name = probe.name();
        assertThat(name).as("name()").isNotBlank().doesNotContain("$$Lambda");
        assertThat(probe.name()).as("name() when asked again").isEqualTo(name);
        assertThat(probe.component()).as("component(), empty for the host").isNotNull();
    }

    /** The schedule needs both. */
    @Test
    default void itsIntervalAndItsTimeoutAreAboveZero() {
        Probe probe = probe();
        assertThat(probe.interval()).as("interval()").isPositive();
        assertThat(probe.timeout()).as("timeout()").isPositive();
    }

    /** Else every sample would be interrupted. */
    @Test
    default void aSampleReturnsWithinItsTimeout() {
        sample(probe());
    }

    /** The engine would leave them out. */
    @Test
    default void aSampleHoldsNoNullAndNoNameTwice() {
        for (Collection<? extends Metric> sample : samples(probe())) {
            Set<String> names = new HashSet<>();
            for (Metric metric : sample) {
                assertThat(metric).as("a metric of the sample").isNotNull();
                assertThat(names.add(metric.name()))
                        .as("\"%s\" comes once in a sample", metric.name())
                        .isTrue();
            }
        }
    }

    /** Rules are written in base units. */
    @Test
    default void everyNameEndsInABaseUnitOrNone() {
        for (Metric metric : seen(probe())) {
            assertThat(metric.name()).as("a metric's name").isNotBlank();
            assertThat(Unit.problemWith(metric.name())).isEmpty();
        }
    }

    /** A number that is no number judges nothing. */
    @Test
    default void everyNumberIsFiniteUnlessItMayBeMissing() {
        for (Metric metric : seen(probe())) {
            if (metric instanceof Gauge gauge && !mayBeMissing().contains(gauge.name())) {
                assertThat(gauge.value())
                        .as("%s, which mayBeMissing() does not name", gauge.name())
                        .isFinite();
            }
        }
    }

    /** It is sampled for as long as the service lives. */
    @Test
    default void itCanBeSampledAgainAndAgain() {
        Probe probe = probe();
        for (int i = 0; i < 5; i++) {
            sample(probe);
        }
    }

    /** Pools of its own are fine; a thread for each sample is a leak. */
    @Test
    default void itLeavesNoThreadBehindWithEachSample() {
        // Not made out here, since a pool's threads belong to the group of whoever makes the pool.
        Trial<Probe> making = Trial.of("probe()", this::probe);
        Probe probe = making.start().result(Trial.MAKING);
        Set<Thread> before = making.offspring();
        Trial<Integer> sampling = Trial.of("ten samples", () -> {
            for (int i = 0; i < 10; i++) {
                probe.sample();
            }
            return 10;
        });
        sampling.start().result(probe.timeout().multipliedBy(10));
        List<String> left = Stream.of(making, sampling)
                .flatMap(trial -> trial.offspring().stream())
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !endsSoon(thread))
                .map(Thread::getName)
                .toList();
        assertThat(left).as("threads that ten samples left behind").hasSizeLessThan(5);
    }

    /** What says that it is not blocking is sampled by the thread that turns the loop. */
    @Test
    default void whatIsNotBlockingWaitsForNobody() {
        Probe probe = probe();
        if (!probe.blocking()) {
            assertThat(probeOfSomethingThatHangs())
                    .as("probeOfSomethingThatHangs(), for one that says that it is not blocking()")
                    .isEmpty();
            long waits =
                    Trial.call("samples of " + probe.name(), probe.timeout().multipliedBy(2), () -> {
                        probe.sample(); // may load classes
                        long before = waits();
                        probe.sample();
                        return waits() - before;
                    });
            assertThat(waits)
                    .as("how often the thread waited or was blocked during a sample of what is not blocking()")
                    .isZero();
        }
    }

    /** The engine interrupts what outstays its time. */
    @Test
    default void anInterruptEndsASampleWithinASecond() {
        Probe probe = probeOfSomethingThatHangs().orElseGet(this::probe);
        Trial.of("the interrupted sample() of " + probe.name(), probe::sample)
                .start()
                .interruptAfterAWhile()
                .ending(Trial.SOON);
    }

    /** Three samples of one probe, each a moment after the other: what reports differences says nothing at first. */
    private static List<Collection<? extends Metric>> samples(Probe probe) {
        List<Collection<? extends Metric>> samples = new ArrayList<>();
        samples.add(sample(probe));
        while (samples.size() < 3) {
            Trial.letAMomentPass();
            samples.add(sample(probe));
        }
        return samples;
    }

    private static List<Metric> seen(Probe probe) {
        List<Metric> seen = new ArrayList<>();
        samples(probe).forEach(seen::addAll);
        return seen;
    }

    private static Collection<? extends Metric> sample(Probe probe) {
        Collection<? extends Metric> seen = Trial.call("sample() of " + probe.name(), probe.timeout(), probe::sample);
        assertThat(seen).as("what sample() returned").isNotNull();
        return seen;
    }

    private static long waits() {
        ThreadInfo now = ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId());
        return now.getWaitedCount() + now.getBlockedCount();
    }

    private static boolean endsSoon(Thread thread) {
        try {
            thread.join(Trial.SOON.toMillis() / 10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
