package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lives through an incident before there is one, on borrowed time and in a loop of its own that nobody hears of, and has every
 * rule look at numbers that raise it. What the first real incident needs is loaded and linked then: it would cost more than
 * a megabyte of garbage and some descriptors otherwise, just when there may be neither left.
 */
final class Rehearsal {
    private static final String NAME = "rehearsal";
    private static final double EXTREME = 1e12;
    private static final int TURNS = 20;

    private Rehearsal() {}

    /** Has no effect but what is loaded afterwards; throws nothing. */
    static void play(List<Rule> rules) {
        try {
            rules.forEach(Rehearsal::look);
            live();
        } catch (Throwable unrehearsed) { // the real one may still go well
            Thread.interrupted();
        }
    }

    /** High numbers, low ones, and both ways mixed, for rules that join conditions; then what is down. */
    private static void look(Rule rule) {
        for (int variant = 0; variant < 5; variant++) {
            Detector detector = rule.newDetector();
            for (long hours = 1; hours <= 2; hours++) {
                Duration time = Duration.ofHours(hours);
                Snapshot extreme = Snapshot.of(
                        Instant.EPOCH.plus(time), time.toNanos(), NAME, extremes(rule.metrics(), variant));
                detector.detect(extreme).forEach(Symptom::shown);
            }
        }
    }

    private static Metric[] extremes(Set<String> names, int variant) {
        List<Metric> metrics = new ArrayList<>();
        for (String name : names) {
            boolean high = variant == 0 || (variant > 1 && metrics.size() % 2 == variant % 2);
            metrics.add(variant == 4 ? Health.down(name, NAME) : Gauge.of(name, high ? EXTREME : -EXTREME));
        }
        return metrics.toArray(Metric[]::new);
    }

    private static void live() {
        double[] load = {1};
        BorrowedTime time = new BorrowedTime();
        Blueprint blueprint = new Blueprint();
        blueprint.service = NAME;
        blueprint.discovery = false;
        blueprint.silent = true;
        blueprint.clock = time;
        blueprint.ticker = time;
        blueprint.executor = Runnable::run;
        blueprint.probes.add(Probe.gauge(Loaded.METRIC, () -> load[0]));
        blueprint.rules.add(new Loaded());
        blueprint.actions.add(RecoveryAction.of(NAME, Risk.SAFE, () -> load[0] = 0));
        blueprint.listeners.add(Sentence::of);
        HealingLoop loop = new HealingLoop(Assembly.of(blueprint));
        for (int turn = 0; turn < TURNS; turn++) {
            time.nanos += Duration.ofSeconds(1).toNanos();
            loop.runOnce();
        }
        loop.close();
    }

    private static final class BorrowedTime implements InstantSource, Ticker {
        private long nanos;

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }

    /** Sick while its metric is above zero. */
    private record Loaded() implements Rule {
        static final String METRIC = NAME + ".load.ratio";

        @Override
        public String id() {
            return NAME;
        }

        @Override
        public String reason() {
            return NAME;
        }

        @Override
        public Set<String> metrics() {
            return Set.of(METRIC);
        }

        @Override
        public List<String> ladder() {
            return List.of(NAME);
        }

        @Override
        public Duration settle() {
            return Duration.ofSeconds(2);
        }

        @Override
        public List<String> problems() {
            return List.of();
        }

        @Override
        public Detector newDetector() {
            return snapshot -> snapshot.gauge(METRIC).orElse(0) > 0
                    ? List.of(new Symptom(
                            NAME,
                            NAME,
                            snapshot.time(),
                            1,
                            true,
                            List.of(new Finding(Gauge.of(METRIC, 1), "above 0"))))
                    : List.of();
        }
    }
}
