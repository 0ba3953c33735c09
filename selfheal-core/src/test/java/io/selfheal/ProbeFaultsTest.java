package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a probe throws or returns is its own trouble: told once, and no other probe notices. */
class ProbeFaultsTest {
    private final AtomicInteger sampled = new AtomicInteger();

    static Stream<Throwable> everyKindOfThrowable() {
        return Stream.of(
                new IOException("refused"),
                new IllegalStateException("not open"),
                new StackOverflowError(),
                new NoClassDefFoundError("gone/Driver"),
                new AssertionError("impossible"),
                new OutOfMemoryError("Java heap space"),
                new InternalError("too many open files"),
                new Error("like ThreadDeath") {
                    private static final long serialVersionUID = 1L;
                });
    }

    @ParameterizedTest
    @MethodSource("everyKindOfThrowable")
    void whatAProbeThrowsIsToldOnceAndTheOthersAreSampledOn(Throwable thrown) {
        Bench bench = withProbe(() -> {
            sampled.incrementAndGet();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
        bench.probe.gauge("good.ratio", 0.5);
        bench.seconds(60);
        assertThat(bench.events(HealingEvent.HookFailed.class)).hasSize(1);
        assertThat(bench.healing.view().failing()).containsOnlyKeys("probe odd").containsValue(Fault.of(thrown));
        assertThat(bench.healing.view().snapshot().gauge("good.ratio")).hasValue(0.5);
        assertThat(bench.healing.view().turns()).isEqualTo(60);
    }

    @Test
    void aProbeThatFailsIsAskedLessAndLessOftenUntilItWorks() {
        boolean[] broken = {true};
        Bench bench = withProbe(() -> {
            sampled.incrementAndGet();
            if (broken[0]) {
                throw new IOException("refused");
            }
            return List.of(Gauge.of("odd.ratio", 1));
        });
        bench.seconds(61);
        assertThat(sampled).as("at 1, 2, 4, 8, 16 and 32 s").hasValue(6);
        broken[0] = false;
        bench.seconds(1);
        assertThat(bench.events(HealingEvent.HookRecovered.class))
                .extracting(HealingEvent.HookRecovered::hook)
                .containsExactly("probe odd");
        assertThat(bench.healing.view().failing()).isEmpty();
        bench.seconds(10);
        assertThat(sampled).as("and then each second again").hasValue(17);
    }

    @Test
    void theLastNumbersOfAProbeThatFailsGrowStaleAndNeitherRaiseNorClear() {
        boolean[] broken = {false};
        Bench bench = Bench.of(b -> b.probe(Probe.of("odd", () -> {
                    if (broken[0]) {
                        throw new IOException("refused");
                    }
                    return List.of(Gauge.of("odd.ratio", 0.95));
                }))
                .rule(OverRule.of("odd.ratio", 0.9, 0.8)));
        bench.seconds(1);
        broken[0] = true;
        bench.seconds(5);
        assertThat(bench.healing.view().snapshot().gauge("odd.ratio")).hasValue(0.95);
        bench.seconds(60);
        assertThat(bench.healing.view().snapshot().gauge("odd.ratio")).isEmpty();
        assertThat(bench.healing.view().open()).as("still open").hasSize(1);
    }

    @Test
    void nothingAtAllIsNamed() {
        @SuppressWarnings("NullAway")
        Bench bench = withProbe(() -> null);
        bench.seconds(3);
        assertThat(complaint(bench)).startsWith("sample() returned null");
    }

    @Test
    void nullsAmongTheMetricsAreLeftOut() {
        @SuppressWarnings("NullAway")
        Bench bench = withProbe(() -> Arrays.asList(null, Gauge.of("odd.ratio", 0.5), null));
        bench.seconds(3);
        assertThat(complaint(bench)).contains("null metric");
        assertThat(bench.healing.view().snapshot().gauge("odd.ratio")).hasValue(0.5);
    }

    @Test
    void notANumberAndInfinitiesAreKeptButNeverJudgedBy() {
        double[] odd = {0.95};
        Bench bench =
                Bench.of(b -> b.probe(Probe.gauge("odd.ratio", () -> odd[0])).rule(OverRule.of("odd.ratio", 0.9, 0.8)));
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            odd[0] = value;
            bench.seconds(3);
            assertThat(bench.events(HealingEvent.IncidentOpened.class)).isEmpty();
            assertThat(bench.healing
                            .view()
                            .snapshot()
                            .reading("odd.ratio")
                            .orElseThrow()
                            .metric())
                    .isEqualTo(Gauge.of("odd.ratio", value));
        }
        odd[0] = 0.95;
        bench.seconds(1);
        odd[0] = Double.NEGATIVE_INFINITY;
        bench.seconds(10);
        assertThat(bench.healing.view().open())
                .as("raised by a number, cleared by none")
                .hasSize(1);
    }

    @Test
    void ofOneNameTwiceTheFirstCounts() {
        Bench bench = withProbe(() -> List.of(Gauge.of("odd.ratio", 0.1), Gauge.of("odd.ratio", 0.9)));
        bench.seconds(3);
        assertThat(complaint(bench)).contains("\"odd.ratio\" came twice");
        assertThat(bench.healing.view().snapshot().gauge("odd.ratio")).hasValue(0.1);
    }

    @Test
    void theSameAmongManyWhereverItStands() {
        for (int first : new int[] {0, 6, 7, 8, 9, 18}) {
            List<Metric> seen = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                seen.add(Gauge.of("odd." + i, i));
            }
            seen.set(19, Gauge.of("odd." + first, -1));

            Sample sample = Sample.of(seen);

            assertThat(sample.metrics()).as("first at " + first).isEqualTo(seen.subList(0, 19));
            assertThat(sample.complaint()).contains("\"odd." + first + "\" came twice");
        }
    }

    @Test
    void aHundredThousandMetricsAreCutToTenThousand() {
        List<Gauge> many = IntStream.range(0, 100_000)
                .mapToObj(i -> Gauge.of("odd." + i, i))
                .toList();
        Bench bench = withProbe(() -> many);
        bench.seconds(3);
        assertThat(complaint(bench)).contains("more than 10000 metrics");
        assertThat(bench.healing.view().snapshot().size()).isEqualTo(10_000);
    }

    @Test
    void namesThatAreNeverTheSameCannotFillTheHeap() {
        int[] round = {0};
        Bench bench = withProbe(() -> {
            int from = 10_000 * round[0]++;
            return IntStream.range(from, from + 10_000)
                    .mapToObj(i -> Gauge.of("odd." + i, i))
                    .toList();
        });
        bench.seconds(12);
        assertThat(bench.healing.view().snapshot().size()).isEqualTo(Readings.MOST);
        assertThat(complaint(bench)).isEqualTo("10000 metrics left out, there are 100000 already");
    }

    @Test
    void metricsWithoutEndAreCut() {
        Bench bench = withProbe(() -> endless(Integer.MAX_VALUE));
        bench.seconds(3);
        assertThat(complaint(bench)).contains("more than 10000 metrics");
    }

    @Test
    void aCollectionThatThrowsWhileItIsReadIsTheProbesFailure() {
        Bench bench = withProbe(() -> endless(5));
        bench.seconds(3);
        assertThat(complaint(bench)).isEqualTo("changed under the reader");
        assertThat(bench.healing.view().snapshot().size()).isZero();
    }

    @Test
    void ofTwoProbesWithOneMetricTheFirstIsHeardAndTheOtherTold() {
        Bench bench = withProbe(() -> List.of(Gauge.of("good.ratio", 0.9), Gauge.of("odd.ratio", 0.7)));
        bench.probe.gauge("good.ratio", 0.5);
        bench.seconds(3);
        assertThat(bench.healing.view().snapshot().gauge("good.ratio")).hasValue(0.5);
        assertThat(bench.healing.view().snapshot().gauge("odd.ratio")).hasValue(0.7);
        assertThat(complaint(bench)).contains("good.ratio (reported by HandProbe)");
    }

    @Test
    void aSampleThatFindsNoThreadIsTriedAgain() {
        boolean[] full = {true};
        Bench bench = Bench.of(b -> b.executor(work -> {
            if (full[0] && work instanceof Flight) {
                throw new java.util.concurrent.RejectedExecutionException("full");
            }
            work.run();
        }));
        bench.probe.gauge("good.ratio", 0.5);
        bench.seconds(3);
        assertThat(bench.healing.view().failing()).containsOnlyKeys("probe HandProbe");
        full[0] = false;
        bench.seconds(10);
        assertThat(bench.healing.view().failing()).isEmpty();
        assertThat(bench.healing.view().snapshot().gauge("good.ratio")).hasValue(0.5);
    }

    private static Bench withProbe(Callable<Collection<? extends Metric>> sample) {
        return Bench.of(b -> b.probe(Probe.of("odd", sample).within(Duration.ofSeconds(2))));
    }

    private static String complaint(Bench bench) {
        assertThat(bench.events(HealingEvent.HookFailed.class)).hasSize(1);
        return Objects.requireNonNull(bench.healing.view().failing().get("probe odd"))
                .message();
    }

    private static Collection<Gauge> endless(int throwsAfter) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Gauge> iterator() {
                int[] next = {0};
                return Stream.generate(() -> {
                            if (next[0] == throwsAfter) {
                                throw new java.util.ConcurrentModificationException("changed under the reader");
                            }
                            return Gauge.of("odd." + next[0]++, 1);
                        })
                        .iterator();
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
    }
}
