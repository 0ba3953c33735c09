package io.selfheal.detect;

import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One gauge that is watched: its samples go into a mean a minute, the means into a {@link Surprise}. */
final class Series {
    private static final long MINUTE = 60_000_000_000L;
    /** Samples jitter by a part of the loop's period; a minute that is half a second short is a minute. */
    private static final long JITTER = 500_000_000L;
    /** Clears at half of what raises, as thresholds have a clearing level of their own. */
    private static final double CLEARING = 0.5;
    /** Looks in a row that must be usual again. */
    private static final int CALM = 5;

    private final double limit;
    private Surprise surprise = new Surprise();
    private double sum;
    private int count;
    private boolean begun;
    private long looked;
    private long sampled;

    private @Nullable Symptom raised;
    private int calm;

    Series(double limit) {
        this.limit = limit;
    }

    /** The symptom that holds now, if one does. */
    Optional<Symptom> see(Snapshot snapshot, Reading reading, Gauge gauge) {
        if (snapshot.resumed()) {
            begun = false;
        }
        boolean judged = reading.fresh() && Double.isFinite(gauge.value());
        if (judged) {
            take(snapshot, reading, gauge);
        }
        Symptom known = raised;
        return known == null ? Optional.empty() : Optional.of(shown(known, gauge, judged));
    }

    private void take(Snapshot snapshot, Reading reading, Gauge gauge) {
        long now = snapshot.nanos() - reading.age().toNanos();
        if (begun && now == sampled) {
            return; // the same sample as in the turn before
        }
        sampled = now;
        if (!begun) {
            begun = true;
            looked = now;
            sum = 0;
            count = 0;
        }
        sum += gauge.value() / 2; // half, as the sum of two very large numbers is infinite
        count++;
        if (now - looked >= MINUTE - JITTER) {
            look(snapshot.time(), reading, gauge, 2 * (sum / count));
            looked = now;
            sum = 0;
            count = 0;
        }
    }

    private void look(Instant time, Reading reading, Gauge gauge, double mean) {
        double score = surprise.score(time.toEpochMilli(), mean);
        Symptom known = raised;
        if (score >= limit) {
            calm = 0;
            Instant since = known == null ? time : known.since();
            String why = surprise.reason(gauge.unit()::format);
            raised = new Symptom(
                    Unusual.ID + gauge.name(),
                    reading.component(),
                    since,
                    (score - limit) / (limit * (1 - CLEARING)),
                    true,
                    List.of(new Finding(gauge, why)));
        } else if (known != null) {
            calm = surprise.rarity() < limit * CLEARING ? calm + 1 : 0;
            raised = calm < CALM ? known : null;
        }
    }

    private static Symptom shown(Symptom known, Gauge gauge, boolean judged) {
        Finding finding = new Finding(gauge, known.findings().get(0).limit());
        return new Symptom(known.id(), known.component(), known.since(), known.severity(), judged, List.of(finding));
    }

    /** Whether enough was seen to call anything usual. */
    boolean known() {
        return surprise.known();
    }

    void resume(Symptom symptom) {
        raised = symptom;
        calm = 0;
    }

    void forget() {
        surprise.forget();
        begun = false;
        raised = null;
    }

    byte[] state() {
        return surprise.state();
    }

    void restore(byte[] state) {
        surprise = Surprise.of(state);
    }
}
