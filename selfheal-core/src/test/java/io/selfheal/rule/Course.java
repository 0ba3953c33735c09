package io.selfheal.rule;

import io.selfheal.Detector;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Moment;
import io.selfheal.Rule;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Leads a rule's detector through snapshots, one a second. */
final class Course {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Detector detector;
    private final long origin;
    private long second;

    Course(Rule rule) {
        this(rule, 0);
    }

    /** With another origin of the monotonic clock. */
    Course(Rule rule, long origin) {
        this.detector = rule.newDetector();
        this.origin = origin;
    }

    static Metric gauge(String name, double value) {
        return Gauge.of(name, value);
    }

    static Metric health(String name, Status status) {
        return new Health(name, status, "");
    }

    Course resume(Symptom symptom) {
        detector.resume(symptom);
        return this;
    }

    /** The symptom at the next second, with these fresh metrics of the component "service". */
    Optional<Symptom> next(Metric... metrics) {
        Moment moment = moment();
        for (Metric metric : metrics) {
            moment.fresh("service", metric);
        }
        return next(moment);
    }

    Optional<Symptom> nextStale(Metric metric) {
        return next(moment().stale("service", metric));
    }

    Optional<Symptom> nextAfterHole(Metric metric) {
        return next(moment().resumed().fresh("service", metric));
    }

    Optional<Symptom> next(Moment moment) {
        return next(moment.snapshot());
    }

    Optional<Symptom> next(Snapshot snapshot) {
        second++;
        List<Symptom> symptoms = detector.detect(snapshot);
        if (symptoms.size() > 1) {
            throw new AssertionError("more than one symptom: " + symptoms);
        }
        return symptoms.stream().findFirst();
    }

    /** The next second, to be filled. */
    Moment moment() {
        return new Moment(START.plusSeconds(second), origin + second * 1_000_000_000L);
    }

    /** Lets seconds go by without a turn. */
    Course skip(long seconds) {
        second += seconds;
        return this;
    }
}
