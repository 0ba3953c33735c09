package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CachesProbeTest {
    @Test
    void tellsWhatCachesHoldTogetherAndWhichIsTheLargest() throws Exception {
        Seen seen = Seen.by(new CachesProbe(List.of(cache("small", 10), cache("large", 30)), () -> 100));
        assertThat(seen.value("jvm.caches.bytes")).isEqualTo(40);
        assertThat(seen.value("jvm.caches.heap.ratio")).isEqualTo(0.4);
        assertThat(seen.get("jvm.caches.heap.ratio").detail()).isEqualTo("most in large: 30 B");
    }

    @Test
    void withoutCachesNothingCanBeHad() throws Exception {
        assertThat(Seen.by(new CachesProbe(List.of(), () -> 100)).value("jvm.caches.heap.ratio"))
                .isZero();
    }

    private static TrimmableCache cache(String name, long bytes) {
        return new TrimmableCache() {
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
                return 1;
            }

            @Override
            public void trim(double share) {
                throw new AssertionError("a probe trims nothing");
            }
        };
    }
}
