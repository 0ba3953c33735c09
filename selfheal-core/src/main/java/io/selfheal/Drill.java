package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lives through small incidents of a loop's own rules before there is a real one: in a time of its own, with metrics that are
 * made up, actions that do nothing, and nobody to tell. Afterwards every class that an incident needs is loaded and linked,
 * which takes memory and descriptors that may be just what a real one lacks. Detectors are new ones; what it finds out is
 * forgotten.
 */
final class Drill {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int TURNS = 4;

    /** What makes nearly every rule raise, and then clear, whichever side its limit is on. */
    private static final double[] GAUGES = {1e9, 0, -1e9, 1e9};

    private final DrillTime time = new DrillTime();
    private final Set<String> metrics = new TreeSet<>();
    private double gauge;
    private Optional<Status> health = Optional.empty();

    private Drill(Plan plan) {
        plan.rules().forEach(rule -> metrics.addAll(rule.metrics()));
    }

    /** Lives through it, on the calling thread. */
    static void of(Plan plan) {
        if (!plan.rules().isEmpty()) {
            new Drill(plan).live(plan);
        }
    }

    private void live(Plan plan) {
        HealingLoop loop = new HealingLoop(harmless(plan));
        for (double level : GAUGES) {
            gauge = level;
            turn(loop);
        }
        for (Status status : List.of(Status.DOWN, Status.UP)) {
            health = Optional.of(status);
            turn(loop);
        }
        loop.close();
    }

    private void turn(HealingLoop loop) {
        for (int i = 0; i < TURNS; i++) {
            time.pass(STEP);
            loop.runOnce();
        }
    }

    private Collection<Metric> sample() {
        List<Metric> seen = new ArrayList<>();
        for (String metric : metrics) {
            seen.add(
                    health.isPresent()
                            ? new Health(metric, health.get(), "a drill")
                            : new Gauge(metric, gauge, "a drill"));
        }
        return seen;
    }

    /** The same plan with nothing in it that reaches outside. */
    private Plan harmless(Plan plan) {
        Map<String, Remedy> remedies = new LinkedHashMap<>();
        plan.remedies().forEach((id, remedy) -> remedies.put(id, Remedy.of(new Pretence(id))));
        Blueprint nothing = new Blueprint();
        return new Plan(
                plan.service(),
                List.of(Sensor.of(Probe.of("drill", this::sample).every(STEP), plan.service())),
                List.of(),
                plan.rules(),
                new ComponentGraph(List.of()),
                Set.of(plan.service()),
                List.of(),
                remedies,
                List.of(),
                List.of(),
                DecisionEngine.ladder(),
                Mode.ENFORCE,
                Map.of(),
                unlimited(),
                STEP,
                time,
                time,
                Runnable::run,
                null,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                new Source(nothing, nothing, List.of(), List.of(), Map.of()),
                List.of(),
                new Unobserved(List.of()));
    }

    private static Limits unlimited() {
        Limits limits = new Limits();
        limits.budget = Integer.MAX_VALUE;
        limits.firstCooldown = Duration.ofMillis(1);
        limits.longestCooldown = Duration.ofMillis(1);
        limits.recurrence = Integer.MAX_VALUE;
        limits.ceiling = Risk.HIGH;
        limits.storm = Integer.MAX_VALUE;
        limits.stormShare = 1;
        return limits;
    }

    /** Takes a lease and can be undone, but does nothing. */
    private record Pretence(String id) implements RecoveryAction {
        @Override
        public Risk risk() {
            return Risk.SAFE;
        }

        @Override
        public void recover(Recovery recovery) {
            recovery.lease("a drill", STEP, () -> {});
            recovery.report("a drill");
        }

        @Override
        public boolean undoable() {
            return true;
        }
    }

    /** Passes by the minute. */
    private static final class DrillTime implements InstantSource, Ticker {
        private Instant now = Instant.EPOCH;
        private long nanos;

        void pass(Duration duration) {
            now = now.plus(duration);
            nanos += duration.toNanos();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}
