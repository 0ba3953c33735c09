package io.selfheal.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FalseAlarmsTest {
    @Test
    void fewerFalseAlarmsNeedAHigherScore() {
        assertThat(FalseAlarms.USUAL.limit()).isEqualTo(8);
        assertThat(new FalseAlarms(1).limit()).isGreaterThan(10).isLessThan(11);
        assertThat(new FalseAlarms(1e9).limit()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aNumberThatIsNoneIsRefused(double aMonth) {
        assertThatThrownBy(() -> new FalseAlarms(aMonth)).hasMessageContaining("greater than 0");
    }
}
