package io.selfheal.jvm;

import static io.selfheal.jvm.Beans.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Health;
import io.selfheal.RecoveryAction;
import io.selfheal.Status;
import io.selfheal.jvm.Beans.Gc;
import io.selfheal.jvm.Beans.Heap;
import io.selfheal.test.RecoveryActionContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrimCachesTest implements RecoveryActionContract {
    private final Heap old = new Heap("G1 Old Gen", 100);
    private final Gc gc = new Gc("G1 Old Generation");
    private final Held cheap = new Held("prices", 20, 1, "");
    private final Held dear = new Held("answers", 20, 600, "search.up");
    private long nanos;
    private int collected;

    @Override
    public RecoveryAction action() {
        old.left = 90 * MIB;
        return trimming(0.7, dear, cheap);
    }

    @Override
    public Optional<Object> state() {
        return Optional.of(List.of(cheap.bytes, dear.bytes));
    }

    @Test
    void theCheapestGoesFirstAndTheDearerStaysIfThatIsEnough() throws Exception {
        old.left = 80 * MIB;
        Attempted attempt = new Attempted();

        trimming(0.7, dear, cheap).recover(attempt);

        assertThat(cheap.bytes).isEqualTo(10 * MIB);
        assertThat(dear.bytes).isEqualTo(20 * MIB);
        assertThat(attempt.report).isEqualTo("trimmed prices by 10 MiB");
        assertThat(collected).as("so that the effect is seen").isEqualTo(1);
    }

    @Test
    void whatACollectionTellsCountsMoreThanWhatTheCachesSay() throws Exception {
        old.left = 90 * MIB;
        cheap.onTrim = () -> {
            gc.count++;
            old.left = 65 * MIB; // it held more than it said
        };

        trimming(0.7, dear, cheap).recover(new Attempted());

        assertThat(collected).as("it was told already").isZero();
        assertThat(cheap.bytes).isEqualTo(10 * MIB);
        assertThat(dear.bytes).isEqualTo(20 * MIB);
    }

    @Test
    void whatTheCachesHoldLivesAlsoWhereNoCollectionHasToldSo() throws Exception {
        old.left = 20 * MIB; // a while ago
        Held large = new Held("reports", 60, 1, "");

        trimming(0.4, large).recover(new Attempted());

        assertThat(large.bytes).isEqualTo(30 * MIB);
        assertThat(collected).as("no live set to be brought down").isZero();
    }

    @Test
    void whatIsFarFromEnoughGoesInOneStep() throws Exception {
        old.left = 99 * MIB;
        int[] steps = {0};
        Held small = new Held("names", 8, 0, "");
        small.onTrim = () -> steps[0]++;

        trimming(0.7, small, new Held("reports", 60, 600, "")).recover(new Attempted());

        assertThat(steps[0]).isEqualTo(1);
        assertThat(small.bytes).isZero();
    }

    @Test
    void aStepThatIsFarFromEnoughIsNotWaitedFor() throws Exception {
        old.left = 99 * MIB;
        Held small = new Held("names", 2, 0, "");
        Held large = new Held("reports", 60, 600, "");

        trimming(0.7, small, large).recover(new Attempted());

        assertThat(small.bytes).isZero();
        assertThat(large.bytes).isEqualTo(30 * MIB);
        assertThat(nanos).as("waited once, for the last step").isEqualTo(200_000_000);
    }

    @Test
    void aHeapThatSomethingElseFillsIsNotHealedByColdCaches() {
        old.left = 95 * MIB;
        Held small = new Held("small", 10, 1, "");

        assertThatThrownBy(() -> trimming(0.7, small).recover(new Attempted()))
                .hasMessageContaining("the caches hold 10 MiB together, and 25 MiB too much live: something else");

        assertThat(small.bytes).isEqualTo(10 * MIB);
        assertThat(collected).isZero();
    }

    @Test
    void itTrimsInHalvesAndLooksAfterEach() throws Exception {
        old.left = 90 * MIB;
        List<Long> steps = new ArrayList<>();
        Held large = new Held("large", 80, 1, "");
        large.onTrim = () -> {
            steps.add(large.bytes / MIB);
            gc.count++;
            old.left = large.bytes + 10 * MIB;
        };

        trimming(0.2, large).recover(new Attempted());

        assertThat(steps).containsExactly(40L, 20L, 10L);
    }

    @Test
    void withNoMemoryToLookEveryCacheIsHalvedAllTheSameButNotOneWhoseSourceIsSick() throws Exception {
        old.left = 100 * MIB;
        int[] asked = {0};
        TrimmableCache exhausted = new TrimmableCache() {
            @Override
            public String name() {
                return "exhausted";
            }

            @Override
            public long bytes() {
                asked[0]++;
                throw new OutOfMemoryError("injected");
            }

            @Override
            public double refillSeconds() {
                return 1;
            }

            @Override
            public void trim(double share) {
                asked[0] += 100;
                if (asked[0] < 400) {
                    throw new OutOfMemoryError("injected");
                }
            }
        };
        Attempted attempt = new Attempted(new Health("search.up", Status.DOWN, ""));

        trimming(0.7, exhausted, cheap, dear).recover(attempt);

        assertThat(asked[0]).isEqualTo(401);
        assertThat(cheap.bytes).isEqualTo(10 * MIB);
        assertThat(dear.bytes).isEqualTo(20 * MIB);
        assertThat(attempt.report).startsWith("halved every cache");
        assertThat(collected).isEqualTo(1);
    }

    @Test
    void aCacheThatIsDeclaredLaterIsTrimmedAndOneThatIsGoneIsNot() throws Exception {
        Caches caches = new Caches();
        AutoCloseable declared = caches.add(cheap);
        caches.add(dear);
        Seen seen = Seen.by(caches.probe());
        assertThat(seen.value("jvm.caches.bytes")).isEqualTo(40 * MIB);
        assertThat(seen.get("jvm.caches.heap.ratio").detail()).isEqualTo("the largest is prices with 20 MiB");
        declared.close();
        declared.close();

        assertThat(caches.all()).containsExactly(dear);
        assertThat(Seen.by(caches.probe()).value("jvm.caches.bytes")).isEqualTo(20 * MIB);
        assertThat(Seen.by(new Caches().probe()).get("jvm.caches.bytes").detail())
                .isEqualTo("none is declared");
    }

    @Test
    void aCacheIsLeftAloneWhileItsSourceIsSick() throws Exception {
        old.left = 95 * MIB;

        trimming(0.7, dear, cheap).recover(new Attempted(new Health("search.up", Status.DOWN, "")));

        assertThat(cheap.bytes).isZero();
        assertThat(dear.bytes).isEqualTo(20 * MIB);
        assertThatThrownBy(
                        () -> trimming(0.5, dear).recover(new Attempted(new Health("search.up", Status.DEGRADED, ""))))
                .hasMessageContaining("what fills the caches is sick");
    }

    @Test
    void nothingIsTrimmedWhileEnoughIsFree() throws Exception {
        old.left = 40 * MIB;

        trimming(0.7, dear, cheap).recover(new Attempted());

        assertThat(cheap.bytes).isEqualTo(20 * MIB);
    }

    @Test
    void itStopsWhenItIsToldTo() throws Exception {
        old.left = 99 * MIB;
        Attempted attempt = new Attempted();
        cheap.onTrim = () -> attempt.cancelled = true;

        trimming(0.7, dear, cheap).recover(attempt);

        assertThat(cheap.bytes).isEqualTo(10 * MIB);
        assertThat(dear.bytes).isEqualTo(20 * MIB);
    }

    private TrimCaches trimming(double target, TrimmableCache... caches) {
        LiveHeap heap = new LiveHeap(List.of(old.pool()), List.of(gc.collector()), () -> 100 * MIB);
        return new TrimCaches(
                Caches.of(List.of(caches)),
                target,
                heap,
                () -> 100 * MIB,
                () -> gc.count,
                () -> nanos,
                time -> nanos += time.toNanos(),
                () -> collected++);
    }

    private static final class Held implements TrimmableCache {
        private final String name;
        private final double refill;
        private final String source;
        private long bytes;
        private Runnable onTrim = () -> {};

        Held(String name, long mib, double refill, String source) {
            this.name = name;
            this.bytes = mib * MIB;
            this.refill = refill;
            this.source = source;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public double refillSeconds() {
            return refill;
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public void trim(double share) {
            bytes -= (long) (bytes * share);
            onTrim.run();
        }
    }
}
