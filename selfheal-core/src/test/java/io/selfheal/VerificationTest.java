package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a number that was seen after an action says of it. */
class VerificationTest {
    private static final long ENDED = 5_000;

    private static Symptom symptom(double severity) {
        return Asked.symptom("db", Asked.PROBLEM, true, severity);
    }

    private static Optional<Verdict> judged(long sampled, Optional<Symptom> now) {
        Snapshot snapshot = Snapshot.of(Instant.EPOCH, sampled, "db", Gauge.of("db.load.ratio", 0.5));
        return Verification.judge(symptom(0.5), ENDED, now, List.of(), snapshot).map(Verification.Judgement::verdict);
    }

    @Test
    void aNumberFromBeforeTheEndOfTheActionJudgesNothingAndOneFromThatMomentDoes() {
        assertThat(judged(ENDED - 1, Optional.empty())).isEmpty();
        assertThat(judged(ENDED, Optional.empty())).contains(Verdict.HEALED);
    }

    @Test
    void itIsWorseOnlyIfItGrewByMoreThanTheWholeBand() {
        assertThat(judged(ENDED, Optional.of(symptom(1.5)))).contains(Verdict.NO_EFFECT);
        assertThat(judged(ENDED, Optional.of(symptom(1.6)))).contains(Verdict.WORSE);
    }

    @Test
    void aSymptomWithoutAFreshNumberIsNotJudged() {
        assertThat(judged(ENDED, Optional.of(Asked.symptom("db", Asked.PROBLEM, false))))
                .isEmpty();
    }

    @Test
    void forAFreshNumberItIsWaitedAsLongAsForSettlingAndAtLeastHalfAMinute() {
        assertThat(Verification.patience(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(30));
        assertThat(Verification.patience(Duration.ofSeconds(31))).isEqualTo(Duration.ofSeconds(31));
    }
}
