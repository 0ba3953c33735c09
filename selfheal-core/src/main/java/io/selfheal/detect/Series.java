package io.selfheal.detect;

import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.Intervention;
import io.selfheal.Learner;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import io.selfheal.Symptom;
import io.selfheal.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One gauge that is watched: its samples go into a mean a minute, the means into a {@link Surprise}. */
final class Series implements Learner {
    static final String KIND = "norm";
    private static final long MINUTE = 60_000_000_000L;
    /** Samples jitter by a part of the loop's period; a minute that is half a second short is a minute. */
    private static final long JITTER = 500_000_000L;
    /** Clears at half of what raises, as thresholds have a clearing level of their own. */
    private static final double CLEARING = 0.5;
    /** Looks in a row that must be usual again. */
    private static final int CALM = 5;
    /**
     * Looks after an action in which nothing is told. A step shows most in the difference of the fast and the slow average,
     * 0.95ⁿ − 0.7ⁿ of it after n looks, which is greatest at six; at ten it sinks, and {@link Peaks} knows its height.
     */
    private static final int AFTERMATH = 10;

    private static final String WAS = "was ";
    private static final String AGAIN = "; usual again";

    private final String metric;
    private final double limit;
    private final SteadyTime steady = new SteadyTime();
    private String component = "";
    private boolean seen;
    private boolean acting;
    private int quiet;
    private Surprise surprise = new Surprise();
    private double sum;
    private int count;
    /** Of how many samples the last mean was. */
    private int averaged;

    private boolean begun;
    private long looked;
    private long sampled;

    private @Nullable Symptom raised;
    private int calm;
    private @Nullable Before before;
    private long calmSince;

    Series(String metric, double limit) {
        this.metric = metric;
        this.limit = limit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String metric() {
        return metric;
    }

    @Override
    public String component() {
        return component;
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
        if (begun && now - sampled >= MINUTE) {
            cross();
        }
        sampled = now;
        seen = true;
        component = reading.component();
        if (!begun) {
            begun = true;
            looked = now;
            sum = 0;
            count = 0;
        }
        sum += gauge.value() / 2; // half, as the sum of two very large numbers is infinite
        count++;
        if (now - looked >= MINUTE - JITTER) {
            look(snapshot, reading, gauge, 2 * (sum / count));
            looked = now;
            averaged = count;
            sum = 0;
            count = 0;
        }
    }

    /**
     * What was seen before a gap is not of the minute after it. A gauge of which a minute has many samples has had an outage,
     * and one of them is no mean; of others each sample is one.
     */
    private void cross() {
        begun = Math.max(count, averaged) <= 1;
        averaged = 0;
        sum = 0;
        count = 0;
    }

    private void look(Snapshot snapshot, Reading reading, Gauge gauge, double mean) {
        Instant time = snapshot.time();
        double score = surprise.score(steady.millis(snapshot, sampled), time.toEpochMilli(), mean);
        Symptom known = raised;
        boolean untold = acting || quiet > 0;
        quiet = Math.max(0, quiet - 1);
        if (score >= limit && untold) {
            calm = 0;
        } else if (score >= limit) {
            calm = 0;
            Instant since = known == null ? time : known.since();
            before = known == null ? new Before(surprise.stateMarked()) : before;
            String why = surprise.reason(gauge.unit()::format);
            raised = new Symptom(
                    Unusual.ID + gauge.name(),
                    reading.component(),
                    since,
                    (score - limit) / (limit * (1 - CLEARING)),
                    true,
                    List.of(new Finding(gauge, why)));
        } else if (known != null) {
            calmSince = calm > 0 ? calmSince : count > 1 ? looked : sampled;
            calm = surprise.known() && surprise.rarity() < limit * CLEARING ? calm + 1 : 0;
            raised = calm < CALM ? known : null;
        }
        if (raised != null && mended(snapshot)) {
            raised = null;
        }
        if (raised == null) {
            before = null;
            markIfUsual();
        }
    }

    /** So that the first odd values, which are not rare enough yet, do not count as what was before the alarm. */
    private void markIfUsual() {
        if (surprise.rarity() < limit * CLEARING) {
            surprise.mark();
        }
    }

    /** Whether, while an action is judged, it has been as it was before the alarm. */
    private boolean mended(Snapshot snapshot) {
        Before known = before;
        return acting
                && known != null
                && known.look(
                                steady.millis(snapshot, sampled),
                                snapshot.time().toEpochMilli(),
                                surprise.value(),
                                limit * CLEARING)
                        >= CALM;
    }

    private Symptom shown(Symptom known, Gauge gauge, boolean judged) {
        Finding finding = new Finding(gauge, words(known.findings().get(0), gauge));
        return new Symptom(known.id(), known.component(), known.since(), known.severity(), judged, List.of(finding));
    }

    /** The reason is that of the number of then: that of now may be usual again. */
    private String words(Finding then, Gauge now) {
        String why = then.limit();
        boolean same = then.metric().shown().equals(now.shown());
        String words = same || why.startsWith(WAS) ? why : WAS + then.metric().shown() + ": " + why;
        return calm == 0 ? words : words + AGAIN + since();
    }

    private String since() {
        long minutes = (sampled - calmSince + JITTER) / MINUTE;
        return minutes == 0 ? "" : " for " + Unit.SECONDS.format(60.0 * minutes);
    }

    /** Whether enough was seen to call anything usual. */
    boolean known() {
        return surprise.known();
    }

    void resume(Symptom symptom) {
        if (raised == null) {
            raised = unended(symptom);
            calm = 0;
            before = null;
        }
    }

    /** For how long it was usual again when it was kept, it is no longer. */
    private static Symptom unended(Symptom kept) {
        Finding leading = kept.findings().get(0);
        int again = leading.limit().indexOf(AGAIN);
        if (again < 0) {
            return kept;
        }
        Finding finding = new Finding(leading.metric(), leading.limit().substring(0, again));
        return new Symptom(kept.id(), kept.component(), kept.since(), kept.severity(), kept.fresh(), List.of(finding));
    }

    /** What an action does is learnt, but it is the action's doing and nobody need be told of it. */
    @Override
    public void rebase(Intervention intervention) {
        switch (intervention) {
            case BEGUN -> {
                acting = true;
                if (before != null) {
                    before.begin();
                }
            }
            case SETTLED -> {
                acting = false;
                quiet = AFTERMATH;
            }
            case DEPLOYED -> forget();
        }
    }

    private void forget() {
        surprise.forget();
        begun = false;
        raised = null;
    }

    /** Nothing of a gauge that has not been there since the start, or that is not known yet. */
    @Override
    public byte[] state() {
        return seen && surprise.known() ? surprise.state() : new byte[0];
    }

    @Override
    public void restore(String of, byte[] state) {
        surprise = Surprise.of(state);
        component = of;
    }
}
