package io.selfheal.rule;

import io.selfheal.Learner;
import io.selfheal.Outlook;
import io.selfheal.Snapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * The seconds until a gauge runs out, as three looks ahead in a row agree on: the longest of them may raise, and only if all
 * of them are beyond the clearing level it clears. A look is due each ten minutes, for a horizon of less than a day
 * each 144th of it, and no sooner than the loop turns; it counts if there is another sample.
 *
 * <p>While the pace from before an action is held to ({@link Outlook#assumed()}), that clears at once, by every number, but
 * raises nothing.
 */
final class Approach implements Measure {
    private static final int AGREEING = 3;
    private static final int LOOKS = 144;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** So long that no look counts as missed; half, as twice it must not be negative. */
    private static final long UNKNOWN = Long.MAX_VALUE / 2;

    private final Outlook outlook;
    private final double clearing;
    private final long every;
    private final double[] latest = new double[AGREEING];
    private int looks;
    private boolean looked;
    private long lookedAt;
    private boolean taken;
    private long takenAt;
    private long pace = UNKNOWN;
    private Optional<Long> sampled = Optional.empty();
    private String told = "";

    Approach(Outlook outlook, Duration within, double clearing) {
        this.outlook = outlook;
        this.clearing = clearing;
        this.every = Math.min(LONGEST.toNanos(), Phrase.nanos(within.dividedBy(LOOKS)));
    }

    static Approach of(String metric, double limit, Outlook.From from, Duration within, double clearing) {
        return new Approach(Provided.outlooks().of(metric, limit, from, within), within, clearing);
    }

    @Override
    public double take(Snapshot snapshot) {
        return take(snapshot, false);
    }

    @Override
    public double take(Snapshot snapshot, boolean raised) {
        outlook.see(snapshot);
        if (outlook.renewed()) {
            looks = 0;
            looked = false;
            return Double.POSITIVE_INFINITY;
        }
        if (snapshot.resumed()) {
            looks = 0;
            looked = false;
            taken = false;
        }
        long usual = pace;
        pace(snapshot.nanos());
        if (snapshot.gauge(outlook.metric()).isEmpty()) {
            return Double.NaN;
        }
        if (outlook.assumed()) {
            return assumed(snapshot, raised);
        }
        long now = snapshot.nanos();
        if (!looked || now - lookedAt >= every) {
            looks = looked && now - lookedAt > 2 * Math.max(every, usual) ? 0 : looks;
            looked = true;
            lookedAt = now;
            look(outlook.left(snapshot), snapshot.sampled(outlook.metric()));
        }
        return looks < AGREEING ? Double.NaN : raised ? shortest() : longest();
    }

    /** Of a loop that turns more seldom than a look is due, each turn is one. */
    private void pace(long now) {
        pace = taken ? now - takenAt : UNKNOWN;
        taken = true;
        takenAt = now;
    }

    /** A look at what was looked at before agrees with itself and says nothing. */
    private void look(double left, Optional<Long> sample) {
        told = outlook.exhaustion().map(found -> found.shown() + ": ").orElse("");
        if (Double.isNaN(left)) {
            looks = 0;
        } else if (!sample.equals(sampled)) {
            sampled = sample;
            latest[looks < AGREEING ? looks : 0] = left;
            if (looks == AGREEING) { // the oldest was overwritten: it goes last, as the newest
                rotate();
            } else {
                looks++;
            }
        }
    }

    private void rotate() {
        double newest = latest[0];
        System.arraycopy(latest, 1, latest, 0, AGREEING - 1);
        latest[AGREEING - 1] = newest;
    }

    /** What was found so is worth as much as three looks, for what is raised; for what is not, they begin anew. */
    private double assumed(Snapshot snapshot, boolean raised) {
        double left = outlook.left(snapshot);
        told = outlook.exhaustion().map(found -> found.shown() + ": ").orElse("");
        looks = 0;
        if (!raised || Double.isNaN(left)) {
            return Double.NaN;
        }
        while (looks < AGREEING) {
            latest[looks++] = left;
        }
        return left;
    }

    private double longest() {
        return Math.max(latest[0], Math.max(latest[1], latest[2]));
    }

    /** The newest, but not beyond the clearing level as long as another is not. */
    private double shortest() {
        double least = Math.min(latest[0], Math.min(latest[1], latest[2]));
        double newest = latest[AGREEING - 1];
        return least > clearing ? newest : Math.min(newest, clearing);
    }

    @Override
    public String told() {
        return told;
    }

    @Override
    public Optional<Learner> learner() {
        return Optional.of(outlook);
    }
}
