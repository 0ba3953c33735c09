package io.selfheal.test;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Metric;
import io.selfheal.Mode;
import io.selfheal.Probe;
import io.selfheal.SelfHealing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A service with a few components that fall ill at random, actions that help, do nothing, harm, throw or hang, restarts,
 * crashes, stalls and a jumping clock, all from one seed.
 */
final class SimulatedDay implements AutoCloseable {
    static final int BUDGET = 6;
    static final Duration WINDOW = Duration.ofMinutes(30);
    static final Duration FIRST_COOLDOWN = Duration.ofSeconds(40);

    private static final int COMPONENTS = 3;
    private static final int TURNS = 400;

    private final VirtualTime time = new VirtualTime();
    private final MemoryJournal journal = new MemoryJournal();
    private final SplittableRandom random;
    private final double[] load = new double[COMPONENTS];
    private final List<Span> spans = new ArrayList<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private final Mode[] modes = new Mode[COMPONENTS];
    private SelfHealing healing;

    /** An execution of an action's body, as seen from the inside. */
    record Span(String component, String action, long began, long ended, int process) {}

    private final List<Long> processEnds = new ArrayList<>();
    private int process;

    SimulatedDay(long seed) {
        random = new SplittableRandom(seed);
        for (int c = 0; c < COMPONENTS; c++) {
            modes[c] = random.nextInt(8) == 0 ? Mode.OBSERVE : Mode.ENFORCE;
            load[c] = 0.5;
        }
        healing = build();
    }

    void live() {
        for (int turn = 0; turn < TURNS; turn++) {
            weather();
            switch (random.nextInt(120)) {
                case 0 -> restart(true);
                case 1 -> restart(false);
                case 2 -> time.pass(Duration.ofSeconds(5 + random.nextInt(60)));
                case 3 -> healing.mode(random.nextBoolean() ? Mode.OBSERVE : Mode.ENFORCE, "a person");
                default -> {}
            }
            time.turn(healing, Duration.ofSeconds(1));
        }
    }

    List<HealingEvent> events() {
        return journal.events();
    }

    List<Span> spans() {
        return spans;
    }

    List<String> breaches() {
        return breaches;
    }

    SelfHealing healing() {
        return healing;
    }

    Mode mode(String action) {
        return modes[Integer.parseInt(action.substring(action.lastIndexOf('-') + 1))];
    }

    long starts() {
        return events().stream()
                .filter(HealingEvent.ActionStarted.class::isInstance)
                .count();
    }

    private void weather() {
        int c = random.nextInt(COMPONENTS);
        switch (random.nextInt(30)) {
            case 0 -> load[c] = 0.95;
            case 1 -> load[c] = 0.4;
            case 2 -> load[c] = Double.NaN;
            case 3 -> load[c] = 0.85;
            case 4 -> load[c] = 1.5;
            default -> {}
        }
    }

    private void restart(boolean orderly) {
        if (orderly) {
            healing.close();
        } else {
            time.crash();
        }
        processEnds.add(time.nanos());
        process++;
        inside.clear();
        healing = build();
    }

    private SelfHealing build() {
        SelfHealing.Builder builder = time.drive(SelfHealing.builder().withoutDiscovery())
                .service("simulated")
                .journal(journal)
                .budget(BUDGET, WINDOW)
                .cooldown(FIRST_COOLDOWN, Duration.ofMinutes(10))
                .recurrence(4);
        for (int c = 0; c < COMPONENTS; c++) {
            int component = c;
            builder.probe(Probe.of("probe-" + c, () -> sample(component)).on("component-" + c))
                    .rule(when("load." + c + ".ratio")
                            .above(0.9)
                            .clearingBelow(0.8)
                            .lasting(Duration.ofSeconds(c + 1))
                            .run("gentle-" + c)
                            .thenRun("firm-" + c)
                            .settling(Duration.ofSeconds(5))
                            .because("the load is high"))
                    .action(action("gentle-" + c, component))
                    .action(action("firm-" + c, component).undoneBy(recovery -> within("firm-" + component, component)))
                    .mode("gentle-" + c, modes[c])
                    .mode("firm-" + c, modes[c]);
        }
        return builder.build();
    }

    private List<Metric> sample(int component) {
        if (random.nextInt(40) == 0) {
            throw new IllegalStateException("the probe is blind");
        }
        return List.of(Gauge.of("load." + component + ".ratio", load[component]));
    }

    private RecordingAction action(String id, int component) {
        return RecordingAction.of(id).timeout(Duration.ofSeconds(10)).performs(recovery -> {
            within(id, component);
            act(component);
        });
    }

    private void act(int component) throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> throw new IllegalStateException("it did not work");
            case 1 -> throw new StackOverflowError("it did not work at all");
            case 2 -> load[component] = 1.4;
            case 3, 4 -> {}
            default -> load[component] = 0.3;
        }
    }

    /** Notes that a body runs, for a while that may be longer than its time. */
    private void within(String action, int component) throws InterruptedException {
        String name = "component-" + component;
        int mine = process;
        if (inside.merge(name, 1, Integer::sum) > 1) {
            breaches.add(action + " began while another action ran on " + name);
        }
        long began = time.nanos();
        try {
            switch (random.nextInt(10)) {
                case 0 -> time.spend(Duration.ofSeconds(30));
                case 1 -> time.spendDeaf(Duration.ofSeconds(15 + random.nextInt(60)));
                case 2, 3 -> time.spend(Duration.ofSeconds(random.nextInt(9)));
                default -> {}
            }
        } finally {
            if (mine == process) {
                inside.merge(name, -1, Integer::sum);
            }
            long ended = mine < processEnds.size() ? Math.min(processEnds.get(mine), time.nanos()) : time.nanos();
            spans.add(new Span(name, action, began, ended, mine));
        }
    }

    @Override
    public void close() {
        healing.close();
        time.close();
    }
}
