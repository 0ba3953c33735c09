package io.selfheal;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Some minutes of an engine of its own in a time of its own, before it matters: whatever it takes to see, decide, act, judge,
 * undo and tell is loaded by then. The first use of a class fails for good where no descriptor is left to read it with. It
 * has no effect: no thread, no file, no line in the log.
 */
final class Rehearsal {
    private static final String METRIC = "rehearsal.load.ratio";
    private static final Duration STEP = Duration.ofSeconds(1);

    /** With these every step of a turn was taken more than 200 times, after which the JVM compiles it. */
    private static final int QUIET = 120;

    private static final AtomicBoolean PLAYED = new AtomicBoolean();

    /** In the image of the JDK, where nothing can be written. */
    private static final URI NOWHERE = URI.create("jrt:/rehearsal");

    private final Stage stage = new Stage();
    private final SelfHealing healing;
    private double load;

    private Rehearsal(HealingListener audience) {
        Blueprint blueprint = new Blueprint();
        blueprint.silent = true;
        SelfHealing.Builder builder = new SelfHealing.Builder(blueprint)
                .withoutDiscovery()
                .service("rehearsal")
                .time(stage, stage)
                .executor(Runnable::run)
                .cooldown(Duration.ofMillis(1), Duration.ofMillis(1))
                .recurrence(1)
                .storm(14, Duration.ofHours(1))
                .component("rehearsal")
                .dependsOn("network")
                .listener(Sentence::of)
                .listener(audience)
                .evidence(Path.of(NOWHERE))
                .journal(new Forgetful())
                .permit(request -> FleetPermit.Grant.given(() -> {}))
                .probe(Probe.of("rehearsal", this::sample))
                .rule(new Part("useless", List.of("useless", "failing")))
                .rule(new Part("helpless", List.of()))
                .rule(new Part("helped", List.of("helping")))
                .action(RecoveryAction.of("helping", Risk.SAFE, () -> load = 0))
                .action(RecoveryAction.of("failing", Risk.SAFE, Rehearsal::fail))
                .action(new Useless());
        this.healing = builder.build();
    }

    /**
     * Plays it if that was not done in this process before, and has each rule look at numbers that raise it and at such that
     * clear it.
     *
     * @param rules the rules
     */
    static void of(List<Rule> rules) {
        try {
            if (PLAYED.compareAndSet(false, true)) {
                play(event -> {});
            }
        } catch (Throwable thrown) { // what is missing shows when it is needed; until then the loop does its work
            LoggerFactory.getLogger("io.selfheal")
                    .warn("healing could not be rehearsed: {}", Fault.of(thrown).shown());
        }
        rules.forEach(Rehearsal::look);
    }

    /** Plays it before somebody who looks on. */
    static void play(HealingListener audience) throws Exception {
        Rehearsal rehearsal = new Rehearsal(audience);
        try (SelfHealing healing = rehearsal.healing) {
            healing.mode(Mode.APPROVE, "");
            rehearsal.round();
            healing.mode(Mode.ENFORCE, "");
            for (int round = 0; round < 4; round++) {
                rehearsal.round();
            }
            unheard(healing.silence(Silence.of(Duration.ofMinutes(1), "")));
            rehearsal.round();
            rehearsal.turns(QUIET);
        }
        try (Capped nowhere = new Capped(OutputStream.nullOutputStream(), 1)) {
            nowhere.write(0);
        }
    }

    private void round() {
        load = 0.9;
        turns(4);
        healing.view().proposals().forEach(proposal -> unheard(healing.approve(proposal.id())));
        turns(6);
        load = Double.NaN;
        turns(2);
        load = 0;
        turns(4);
    }

    /** What the loop answers shows in what it does. */
    private static void unheard(CompletableFuture<Answer> answer) {
        answer.exceptionally(failed -> new Answer(false, ""));
    }

    private void turns(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            stage.pass(STEP);
            healing.loop().runOnce();
        }
    }

    private List<Metric> sample() {
        if (Double.isNaN(load)) {
            fail();
        }
        return List.of(Gauge.of(METRIC, load), Health.up("rehearsal"));
    }

    private static void fail() {
        throw new IllegalStateException("rehearsed");
    }

    /** As high, as low and as down as can be, for as long as any rule may ask for; and then not at all. */
    private static void look(Rule rule) {
        for (double extreme : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.NaN}) {
            try {
                Detector detector = rule.newDetector();
                for (int day = 1; day <= 3; day++) {
                    detector.detect(snapshot(rule.metrics(), day == 3 ? -extreme : extreme, day));
                }
            } catch (Throwable none) { // what is wrong with it shows when it looks at real numbers
                return;
            }
        }
    }

    private static Snapshot snapshot(Set<String> metrics, double extreme, int day) {
        List<Metric> seen = new ArrayList<>();
        for (String name : metrics) {
            boolean down = day < 3;
            seen.add(
                    Double.isNaN(extreme)
                            ? new Health(name, down ? Status.DOWN : Status.UP, "")
                            : Gauge.of(name, extreme));
        }
        Duration since = Duration.ofDays(day);
        return Snapshot.of(Instant.EPOCH.plus(since), since.toNanos(), "rehearsal", seen.toArray(Metric[]::new));
    }

    /** A journal of which nothing is left. */
    private static final class Forgetful implements Journal {
        @Override
        public long open(Consumer<HealingEvent> past) {
            return 0;
        }

        @Override
        public void append(HealingEvent event) {}

        @Override
        public String name() {
            return "rehearsal";
        }

        @Override
        public void close() {}
    }

    /** Puts something in force, helps nothing, and takes it back. */
    private static final class Useless implements RecoveryAction {
        @Override
        public String id() {
            return "useless";
        }

        @Override
        public Risk risk() {
            return Risk.SAFE;
        }

        @Override
        public boolean undoable() {
            return true;
        }

        @Override
        public void recover(Recovery recovery) {
            recovery.lease("nothing", STEP, () -> {});
            recovery.report("nothing");
        }

        @Override
        public void undo(Recovery recovery) {
            recovery.report("nothing");
        }
    }

    /** A rule on the one metric that there is. */
    private record Part(String id, List<String> ladder) implements Rule, Detector {
        @Override
        public String reason() {
            return "rehearsed";
        }

        @Override
        public Set<String> metrics() {
            return Set.of(METRIC);
        }

        @Override
        public Duration settle() {
            return STEP;
        }

        @Override
        public Detector newDetector() {
            return this;
        }

        @Override
        public List<String> problems() {
            return List.of();
        }

        @Override
        public String name() {
            return id;
        }

        @Override
        public List<Symptom> detect(Snapshot snapshot) {
            double now = snapshot.gauge(METRIC).orElse(1);
            Finding finding = new Finding(Gauge.of(METRIC, now), "rehearsed");
            return now < 0.5
                    ? List.of()
                    : List.of(new Symptom(id, "rehearsal", snapshot.time(), now, true, List.of(finding)));
        }
    }

    /** A time of its own. */
    private static final class Stage implements InstantSource, Ticker {
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
