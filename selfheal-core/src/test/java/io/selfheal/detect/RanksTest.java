package io.selfheal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RanksTest {
    @Test
    void whatIsSelectedIsWhatSortingWouldPutThere() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            int kinds = 1 + random.nextInt(50); // few of them: many that are equal
            double[] values = random.doubles(1 + random.nextInt(200))
                    .map(value -> Math.rint(value * kinds))
                    .toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int rank = random.nextInt(values.length);

            assertThat(Ranks.select(values, 0, values.length, rank))
                    .as("seed %d", seed)
                    .isEqualTo(sorted[rank]);
            assertThat(Arrays.stream(values, 0, rank)).as("seed %d", seed).allMatch(value -> value <= sorted[rank]);
            int after = random.nextInt(rank + 1);
            assertThat(Ranks.select(values, 0, rank + 1, after))
                    .as("seed %d", seed)
                    .isEqualTo(sorted[after]);
            assertThat(Ranks.median(values))
                    .as("seed %d", seed)
                    .isEqualTo((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
        }
    }
}
