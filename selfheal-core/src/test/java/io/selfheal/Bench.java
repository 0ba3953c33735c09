package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A loop on a bench: virtual time, metrics set by hand, work done at once or held back, every event kept. */
final class Bench {
    final VirtualClock time = new VirtualClock();
    final HandProbe probe = new HandProbe();
    final List<HealingEvent> events = new ArrayList<>();
    final Deque<Runnable> held = new ArrayDeque<>();
    boolean holding;
    SelfHealing healing;

    private final SelfHealing.Builder builder;

    private Bench(Consumer<SelfHealing.Builder> settings) {
        builder = SelfHealing.builder()
                .service("orders")
                .withoutDiscovery()
                .time(time, time)
                .executor(executor())
                .probe(probe)
                .listener(events::add);
        settings.accept(builder);
        healing = builder.build();
    }

    static Bench of(Consumer<SelfHealing.Builder> settings) {
        return new Bench(settings);
    }

    /** Another process with the same settings. */
    void restart() {
        healing.close();
        crash();
    }

    /** Another process, the first one having had no time to close. */
    void crash() {
        held.clear();
        healing = builder.build();
    }

    /** Turns for so long, once a second. */
    Bench run(Duration duration) {
        for (long s = 0; s < duration.toSeconds(); s++) {
            time.pass(Duration.ofSeconds(1));
            healing.loop().runOnce();
        }
        return this;
    }

    Bench seconds(long seconds) {
        return run(Duration.ofSeconds(seconds));
    }

    /** Does what was held back. */
    void release() {
        while (!held.isEmpty()) {
            held.poll().run();
        }
    }

    <E extends HealingEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> verdicts() {
        return events(HealingEvent.OutcomeJudged.class).stream()
                .map(e -> e.action() + " " + e.outcome().verdict())
                .toList();
    }

    List<String> decisions() {
        return events(HealingEvent.DecisionMade.class).stream()
                .map(e -> e.decision() instanceof Decision.Heal heal
                        ? "Heal " + heal.action()
                        : e.decision() instanceof Decision.Hold hold ? "Hold " + hold.name() : "Escalate")
                .toList();
    }

    private Executor executor() {
        return work -> {
            if (holding) {
                held.add(work);
            } else {
                work.run();
            }
        };
    }

    /** Both clocks, moved by hand. */
    static final class VirtualClock implements InstantSource, Ticker {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private long nanos = 1_000;

        void pass(Duration duration) {
            now = now.plus(duration);
            nanos += duration.toNanos();
        }

        void jump(Duration duration) {
            now = now.plus(duration);
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

    /** Reports what it is told to. */
    static final class HandProbe implements Probe {
        private List<Metric> metrics = List.of();

        void says(Metric... seen) {
            metrics = Arrays.asList(seen);
        }

        void gauge(String name, double value) {
            says(Gauge.of(name, value));
        }

        @Override
        public List<Metric> sample() {
            return metrics;
        }
    }
}
