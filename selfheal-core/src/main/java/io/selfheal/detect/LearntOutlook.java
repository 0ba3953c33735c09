package io.selfheal.detect;

import io.selfheal.Exhaustion;
import io.selfheal.Intervention;
import io.selfheal.Outlook;
import io.selfheal.Reading;
import io.selfheal.Snapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One gauge on its {@link Runway}. Of the samples of a minute, that farthest from the limit goes on; of a horizon of less
 * than a day, of a 1,440th of it.
 *
 * <p>An action changes where the gauge is, and perhaps where it goes. While it works nothing is learnt. If it has left the
 * gauge where it was headed, nothing has to begin anew. Otherwise the trend is of the past, and until a new one is known
 * the gauge is held to the pace from before the action, from where it is by then: an action that freed space has bought
 * just the time in which that space is used up again.
 */
final class LearntOutlook implements Outlook {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Double.BYTES + Long.BYTES;

    private static final int STEPS = 1_440;
    private static final long LONGEST_STEP = 60_000_000_000L;
    /** Samples jitter by a part of the loop's period. */
    private static final double JITTER = 0.01;
    /** Before a gauge was watched for a 24th of the horizon without a hole, that nothing is in sight says nothing. */
    private static final int KNOWN = 24;
    /** An action has moved a gauge if that is off its way by more than a hundredth of what was left. */
    private static final double MOVED = 0.01;

    private static final double HOUR_MILLIS = 3_600_000;
    private static final double HOUR_SECONDS = 3_600;
    private static final double FARTHEST_HOURS = 87_600;
    private static final long NEVER = Long.MIN_VALUE;

    private final String metric;
    private final double limit;
    private final From from;
    private final long step;
    private final long knownAfter;
    private Runway runway;
    private String component = "";
    private double value = Double.NaN;
    private long at;

    private final SteadyTime steady = new SteadyTime();
    private boolean seen;

    private boolean open;
    private long opened;
    private double farthest = Double.NaN;

    private long since = NEVER;
    private long latest;
    private long gapBefore;
    private long usualGap;

    private boolean news;
    private boolean there;
    private long forecastAt;
    private Optional<Forecast> forecast = Optional.empty();
    private Optional<Exhaustion> found = Optional.empty();

    private boolean renewed;
    private boolean acting;
    private double valueBefore;
    private long atBefore;
    private @Nullable Exhaustion paceBefore;

    LearntOutlook(String metric, double limit, From from, Duration within) {
        this.metric = metric;
        this.limit = limit;
        this.from = from;
        this.step = Math.min(LONGEST_STEP, within.dividedBy(STEPS).toNanos());
        this.knownAfter = within.dividedBy(KNOWN).toMillis();
        this.runway = unknown();
    }

    private Runway unknown() {
        Runway fresh = Runway.toward(limit);
        settle(fresh);
        return fresh;
    }

    /** Whether what was learnt may be gone on from: not if it took the side beyond the limit for that before it. */
    private boolean settle(Runway learnt) {
        return from == From.WHERE_IT_IS || learnt.settle(from == From.BELOW ? 1 : -1);
    }

    @Override
    public String kind() {
        return "outlook toward " + limit;
    }

    @Override
    public String metric() {
        return metric;
    }

    @Override
    public String component() {
        return component;
    }

    @Override
    public void see(Snapshot snapshot) {
        open &= !snapshot.resumed();
        OptionalDouble number = snapshot.gauge(metric);
        Optional<Long> sampled = snapshot.sampled(metric);
        there = number.isPresent();
        if (number.isEmpty() || sampled.isEmpty() || (seen && sampled.get() == at)) {
            return; // nothing to go by, or the same sample as in the turn before
        }
        if (sampled.get() - at >= step) {
            farthest = Double.NaN; // what was seen before a gap is not of the minute after it
        }
        at = sampled.get();
        value = number.getAsDouble();
        component = snapshot.reading(metric).map(Reading::component).orElse(component);
        seen = true;
        if (!acting) {
            take(steady.millis(snapshot, at));
        }
    }

    private void take(long now) {
        if (!open) {
            open = true;
            opened = at;
            farthest = Double.NaN;
        }
        farthest = Double.isNaN(farthest) || distance(value) > distance(farthest) ? value : farthest;
        if (at - opened >= step - step * JITTER) {
            watch(now);
            latest = now;
            runway.add(latest, farthest);
            news = true;
            opened = at;
            farthest = Double.NaN;
        }
    }

    /**
     * A hole of more than a third of all hides a trend, as {@link Ramp} wants two thirds; one that is as long as it takes to
     * know a gauge may. What comes seldom has no holes.
     */
    private void watch(long now) {
        long gap = runway.gap(now);
        boolean hole = gap > 2 * usualGap && gap > Math.min(knownAfter, (now - gap - since) / 2);
        if (since == NEVER || gap < 0 || hole) {
            since = now;
        }
        usualGap = Math.min(gap, gapBefore);
        gapBefore = gap;
    }

    private double distance(double of) {
        return Math.abs(limit - of);
    }

    @Override
    public double left(Snapshot snapshot) {
        if (snapshot.gauge(metric).isEmpty()) {
            return Double.NaN;
        }
        if (news && !acting) {
            news = false;
            forecast = runway.forecast();
            forecastAt = latest;
            if (forecast.isPresent() || known()) {
                paceBefore = null;
            }
        }
        Exhaustion pace = paceBefore;
        found = pace != null ? assumed(pace, snapshot) : forecast.map(one -> foreseen(one, snapshot));
        if (found.isPresent()) {
            return found.get().likely().toMillis() / 1e3;
        }
        return pace != null || known() ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    private boolean known() {
        return since != NEVER && latest - since >= knownAfter;
    }

    @Override
    public boolean assumed() {
        return paceBefore != null;
    }

    @Override
    public boolean renewed() {
        boolean since = renewed;
        renewed = false;
        return since;
    }

    @Override
    public Optional<Exhaustion> exhaustion() {
        return there ? found : Optional.empty();
    }

    private Exhaustion foreseen(Forecast one, Snapshot snapshot) {
        long age = steady.millis(snapshot, snapshot.nanos()) - forecastAt;
        return new Exhaustion(
                metric,
                component,
                limit,
                one.perHour(),
                one.trend(),
                snapshot.time(),
                after(age, one.soonest()),
                after(age, one.likely()),
                after(age, one.latest()),
                one.accelerating(),
                false);
    }

    private static Duration after(long millis, Duration time) {
        return Duration.ofMillis(Math.max(0, time.toMillis() - Math.max(0, millis)));
    }

    /** At the pace of before, from where it is now; empty if that leads nowhere. */
    private Optional<Exhaustion> assumed(Exhaustion pace, Snapshot snapshot) {
        double hours = (limit - value) / pace.perHour();
        if (!(hours <= FARTHEST_HOURS)) {
            return Optional.empty();
        }
        Duration likely = Duration.ofMillis((long) (Math.max(0, hours) * HOUR_MILLIS));
        double longer = pace.likely().isZero()
                ? 1
                : (double) likely.toMillis() / pace.likely().toMillis();
        return Optional.of(new Exhaustion(
                metric,
                component,
                limit,
                pace.perHour(),
                pace.trend(),
                snapshot.time(),
                times(pace.soonest(), longer),
                likely,
                times(pace.latest(), longer),
                pace.accelerating(),
                true));
    }

    private static Duration times(Duration time, double factor) {
        double farthest = FARTHEST_HOURS * HOUR_MILLIS;
        return Duration.ofMillis((long) Math.min(farthest, time.toMillis() * factor));
    }

    @Override
    public void rebase(Intervention intervention) {
        switch (intervention) {
            case BEGUN -> {
                acting = true;
                valueBefore = value;
                atBefore = at;
                paceBefore = found.filter(pace -> pace.perHour() != 0).orElse(null);
            }
            case SETTLED -> {
                acting = false;
                if (moved()) {
                    beginAnew();
                } else {
                    paceBefore = null;
                }
            }
            case DEPLOYED -> {
                beginAnew();
                runway = unknown();
                paceBefore = null;
                found = Optional.empty();
                renewed = true;
            }
        }
    }

    private boolean moved() {
        double pace = paceBefore == null ? 0 : paceBefore.perHour();
        double expected = valueBefore + pace * (at - atBefore) / 1e9 / HOUR_SECONDS;
        return !(Math.abs(value - expected) <= MOVED * distance(valueBefore));
    }

    private void beginAnew() {
        runway.rebase();
        forecast = Optional.empty();
        news = false;
        since = NEVER;
        open = false;
    }

    @Override
    public byte[] state() {
        if (since == NEVER || !seen) {
            return new byte[0];
        }
        byte[] learnt = runway.state();
        return ByteBuffer.allocate(HEADER + learnt.length)
                .put(VERSION)
                .putDouble(limit)
                .putLong(since)
                .put(learnt)
                .array();
    }

    @Override
    public void restore(String of, byte[] state) {
        if (state.length < HEADER || state[0] != VERSION) {
            throw new IllegalArgumentException("an outlook's state has at least " + HEADER + " bytes and begins with "
                    + VERSION + ", this has " + state.length + " bytes: start the series anew");
        }
        ByteBuffer kept = ByteBuffer.wrap(state, 1, state.length - 1);
        if (kept.getDouble() != limit) {
            throw new IllegalArgumentException("an outlook toward another limit: start the series anew");
        }
        long began = kept.getLong();
        byte[] rest = new byte[kept.remaining()];
        kept.get(rest);
        Runway learnt = Runway.of(rest);
        component = of;
        if (settle(learnt)) {
            runway = learnt;
            since = began;
            latest = began;
        }
    }
}
