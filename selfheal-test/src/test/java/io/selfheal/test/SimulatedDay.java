package io.selfheal.test;

import static io.selfheal.rule.Rules.when;

import io.selfheal.FleetPermit;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Metric;
import io.selfheal.Mode;
import io.selfheal.Policy;
import io.selfheal.Probe;
import io.selfheal.Proposal;
import io.selfheal.Recovery;
import io.selfheal.Replay;
import io.selfheal.Rule;
import io.selfheal.SelfHealing;
import io.selfheal.Silence;
import io.selfheal.rule.Above;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * A service with a few components that depend on each other and fall ill at random, actions that help, do nothing, harm,
 * throw or hang, people who approve, reject and silence, a fleet that refuses, policies that change, restarts, crashes,
 * stalls and a jumping clock, all from one seed.
 */
final class SimulatedDay implements AutoCloseable {
    static final int BUDGET = 6;
    static final int RECURRENCE = 2;
    static final Duration WINDOW = Duration.ofMinutes(30);
    static final Duration FIRST_COOLDOWN = Duration.ofSeconds(40);
    static final Duration TERM = Duration.ofSeconds(20);

    private static final int COMPONENTS = 4;
    private static final int TURNS = 85;

    private final VirtualTime time = new VirtualTime();
    private MemoryJournal journal = new MemoryJournal();
    private final SplittableRandom random;
    private final double[] load = new double[COMPONENTS];
    private final Mode[] modes = new Mode[COMPONENTS];
    private final List<Span> spans = new ArrayList<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private final List<Long> processEnds = new ArrayList<>();
    private final InForce inForce;
    private final boolean jumps;
    private final boolean reloads;
    private final boolean permits;
    private final boolean chained;
    private final boolean advised;
    private int budget = BUDGET;
    private boolean changed;
    private int process;
    private SelfHealing healing;

    /** An execution of an action's body, as seen from the inside. */
    record Span(String component, String action, long began, long ended, int process) {}

    SimulatedDay(long seed) {
        random = new SplittableRandom(seed);
        jumps = seed % 5 == 2; // a clock that jumps between two processes moves what the second one knows: only one
        reloads = seed % 5 == 3;
        permits = seed % 3 == 1;
        chained = seed % 2 == 0;
        advised = seed % 8 == 4;
        inForce = new InForce(TERM, breaches);
        for (int c = 0; c < COMPONENTS; c++) {
            int mode = random.nextInt(10);
            modes[c] = mode == 0 ? Mode.OBSERVE : mode < 3 ? Mode.APPROVE : Mode.ENFORCE;
            load[c] = 0.5;
        }
        healing = build();
    }

    void live() {
        live(TURNS);
    }

    void live(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            weather();
            fate();
            people();
            time.turn(healing, Duration.ofSeconds(1));
            inForce.check(healing.view(), time.nanos());
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

    boolean jumping() {
        return jumps;
    }

    boolean permits() {
        return permits;
    }

    /** Whether the same policy, asked again, must decide the same. */
    boolean repeatable() {
        return !reloads;
    }

    /** Which component needs which; -1 for none. */
    int dependencyOf(int component) {
        return chained && component > 0 && component < 3 ? component - 1 : -1;
    }

    Mode mode(String action) {
        return modes[componentOf(action)];
    }

    static int componentOf(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    long starts() {
        return events().stream()
                .filter(HealingEvent.ActionStarted.class::isInstance)
                .count();
    }

    /** A replay of the same policy, which knows nothing of this day but its journal. */
    Replay replay() {
        SelfHealing.Builder builder = SelfHealing.builder().withoutDiscovery();
        describe(builder);
        return Replay.of(builder);
    }

    private void weather() {
        int c = random.nextInt(COMPONENTS);
        switch (random.nextInt(22)) {
            case 0, 1 -> load[c] = 0.95;
            case 2 -> load[c] = 0.4;
            case 3 -> load[c] = Double.NaN;
            case 4 -> load[c] = 0.85;
            case 5 -> load[c] = 1.5;
            default -> {}
        }
        if (random.nextInt(200) == 0) {
            for (int all = 0; all < COMPONENTS; all++) {
                load[all] = 0.95;
            }
        }
    }

    private void fate() {
        switch (random.nextInt(90)) {
            case 0 -> restart(true);
            case 1 -> restart(false);
            case 2 -> time.pass(Duration.ofSeconds(5 + random.nextInt(60)));
            case 3 -> {
                if (jumps) {
                    time.jump(Duration.ofMinutes(random.nextInt(-1_440, 1_441)));
                }
            }
            case 4 -> {
                if (reloads) {
                    budget = 2 + random.nextInt(BUDGET - 1);
                    changed = true;
                }
            }
            default -> {}
        }
    }

    private void people() {
        switch (random.nextInt(80)) {
            case 0 -> healing.mode(Mode.values()[random.nextInt(3)], "a person");
            case 1 ->
                unheard(healing.silence(Silence.of(Duration.ofSeconds(10 + random.nextInt(40)), "a person")
                        .on(random.nextBoolean() ? "" : "component-" + random.nextInt(COMPONENTS))));
            case 2 -> unheard(healing.endSilence("", "a person"));
            case 3 -> unheard(healing.deployed("component-" + random.nextInt(COMPONENTS), "v" + random.nextInt(3)));
            default -> {}
        }
        for (Proposal proposal : healing.view().proposals()) {
            switch (random.nextInt(12)) {
                case 0, 1 -> unheard(healing.approve(proposal.id(), "ada"));
                case 2 -> unheard(healing.reject(proposal.id(), "ada"));
                case 3 -> {
                    unheard(healing.approve(proposal.id(), "ada"));
                    unheard(healing.approve(proposal.id(), "bob"));
                }
                default -> {}
            }
        }
    }

    /** What the loop answers shows in what it does. */
    private static void unheard(CompletableFuture<?> answer) {
        answer.whenComplete((said, failed) -> {});
    }

    private void restart(boolean orderly) {
        if (jumps) {
            return;
        }
        if (orderly) {
            healing.close();
        } else {
            time.crash();
        }
        next(orderly);
    }

    /** Crashes, and the journal has lost its last events. */
    void loses(int last) {
        time.crash();
        List<HealingEvent> left = events().subList(0, events().size() - last);
        journal = new MemoryJournal();
        try {
            journal.open(event -> {});
            for (HealingEvent event : left) {
                journal.append(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal.close();
        next(false);
    }

    private void next(boolean orderly) {
        processEnds.add(time.nanos());
        process++;
        inside.clear();
        inForce.forget(orderly);
        healing = build();
    }

    private SelfHealing build() {
        SelfHealing.Builder builder = time.drive(SelfHealing.builder().withoutDiscovery());
        describe(builder);
        builder.journal(journal);
        if (repeatable()) {
            builder.recordMetrics();
        } else {
            builder.policy(new Changing());
        }
        if (permits) {
            builder.permit(this::permit);
        }
        if (advised) {
            builder.advisor(new RandomAdvisor(random, time), Duration.ofSeconds(1 + random.nextInt(4)));
        }
        for (int c = 0; c < COMPONENTS; c++) {
            int component = c;
            builder.probe(Probe.of("probe-" + c, () -> sample(component)).on("component-" + c));
        }
        return builder.build();
    }

    /** The policy itself. */
    private void describe(SelfHealing.Builder builder) {
        builder.service("simulated")
                .budget(budget, WINDOW)
                .cooldown(FIRST_COOLDOWN, Duration.ofMinutes(10))
                .recurrence(RECURRENCE)
                .approvalWithin(Duration.ofSeconds(60))
                .storm(4, Duration.ofSeconds(30))
                .stormShare(0.6);
        if (advised) {
            builder.engine(new TossUp());
        }
        for (int c = 0; c < COMPONENTS; c++) {
            int component = c;
            int needed = dependencyOf(c);
            builder.component("component-" + c)
                    .dependsOn(needed < 0 ? new String[0] : new String[] {"component-" + needed})
                    .rule(rule(c))
                    .rule(when("load." + c + ".ratio").isUnusual())
                    .rule(when("load." + c + ".ratio").runsOutWithin(Duration.ofMinutes(10)))
                    .action(action("gentle-" + c, component))
                    .action(action("firm-" + c, component).undoneBy(recovery -> within("firm-" + component, component)))
                    .mode("gentle-" + c, modes[c])
                    .mode("firm-" + c, modes[c]);
        }
    }

    /** With a ladder; without one where an engine decides. */
    private Rule rule(int component) {
        Above plain = when("load." + component + ".ratio")
                .above(0.9)
                .clearingBelow(0.8)
                .lasting(Duration.ofSeconds(component + 1))
                .settling(Duration.ofSeconds(5))
                .because("the load is high");
        return advised ? plain : plain.run("gentle-" + component).thenRun("firm-" + component);
    }

    private FleetPermit.Grant permit(FleetPermit.Request request) throws InterruptedException {
        return switch (random.nextInt(8)) {
            case 0 -> throw new IllegalStateException("the fleet is gone");
            case 1 -> FleetPermit.Grant.refused("others are busy");
            case 2 -> {
                time.spend(Duration.ofSeconds(random.nextInt(9)));
                yield FleetPermit.Grant.given(() -> {});
            }
            default -> FleetPermit.Grant.given(() -> {});
        };
    }

    private List<Metric> sample(int component) {
        if (random.nextInt(40) == 0) {
            throw new IllegalStateException("the probe is blind");
        }
        return List.of(Gauge.of("load." + component + ".ratio", load[component]));
    }

    private RecordingAction action(String id, int component) {
        return RecordingAction.of(id).timeout(Duration.ofSeconds(10)).performs(recovery -> {
            lease(id, recovery);
            within(id, component);
            act(component);
        });
    }

    private void lease(String id, Recovery recovery) {
        if (id.startsWith("gentle") || random.nextBoolean()) {
            return;
        }
        InForce.Effect effect = inForce.began(recovery.incident().id());
        try {
            recovery.lease("half of the load", TERM, effect::end);
        } catch (IllegalStateException late) {
            effect.end();
            throw late;
        }
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

    /** Another budget now and then, which is never above the one that is promised. */
    private final class Changing implements Policy {
        @Override
        public String name() {
            return "changing";
        }

        @Override
        public boolean changed() {
            boolean now = changed;
            changed = false;
            return now;
        }

        @Override
        public void applyTo(SelfHealing.Builder builder) {
            builder.budget(budget, WINDOW);
        }
    }
}
