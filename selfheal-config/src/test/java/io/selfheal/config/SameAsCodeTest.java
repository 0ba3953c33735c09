package io.selfheal.config;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Health;
import io.selfheal.MaintenanceWindow;
import io.selfheal.Mode;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.detect.FalseAlarms;
import io.selfheal.detect.Unusual;
import io.selfheal.test.Events;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.ScriptedProbe;
import io.selfheal.test.VirtualTime;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The complete policy does what the same calls in code do, over hours of random trouble. */
class SameAsCodeTest {
    private static final long SEED = 20260103;
    private static final List<String> ACTIONS =
            List.of("clear-cache", "shed-load", "purge-spool", "trim-logs", "open-breaker");

    @TempDir
    Path folder;

    @Test
    void theCompletePolicyAndTheSameCodeLeaveTheSameEvents() {
        List<HealingEvent> ofCode = events(this::inCode);
        List<HealingEvent> ofFile = events(this::inAFile);
        assertThat(told(ofFile, "file")).isEqualTo(told(ofCode, "code"));
        assertThat(ofFile.stream().map(HealingEvent::getClass).distinct().count())
                .as("kinds of events that the trouble brings about")
                .isGreaterThan(8);
    }

    /** Each has a folder of its own, which events name. */
    private List<String> told(List<HealingEvent> events, String name) {
        String folderOf = folder.resolve(name).toString();
        return events.stream()
                .map(event -> event.toString().replace(folderOf, ""))
                .toList();
    }

    /** Without its probes, which would ask the world outside, and without knowledge, which a ladder has no use for. */
    private SelfHealing.Builder inAFile(SelfHealing.Builder builder) {
        String text = Complete.text()
                .replaceFirst("(?ms)^probes:.*?(?=^rules:)", "")
                .replaceFirst("(?ms)^knowledge:.*\\z", "");
        Map<String, String> environment = Map.of("STATE", folder.resolve("file").toString());
        Problems problems = new Problems("selfheal.yaml");
        Draft draft =
                PolicyReader.read("selfheal.yaml", text, name -> Optional.ofNullable(environment.get(name)), problems);
        assertThat(problems.all()).isEmpty();
        draft.applyTo(builder);
        return builder;
    }

    private SelfHealing.Builder inCode(SelfHealing.Builder builder) {
        return builder.service("orders")
                .mode(Mode.ENFORCE)
                .every(Duration.ofSeconds(1))
                .journal(folder.resolve("code/selfheal.jsonl"))
                .recordMetrics()
                .detector(Unusual.everyGauge().accepting(new FalseAlarms(4)))
                .evidence(folder.resolve("code/evidence"))
                .component("payments")
                .dependsOn("network")
                .component("orders-db")
                .dependsOn("network", "storage")
                .rule(when("memory.used.ratio")
                        .above(0.90)
                        .lasting(Duration.ofSeconds(30))
                        .clearingBelow(0.80)
                        .run("clear-cache")
                        .thenRun("shed-load")
                        .settling(Duration.ofSeconds(20))
                        .because("Memory usage is critically high"))
                .rule(when("disk.free.bytes")
                        .below(2L << 30)
                        .clearingAbove(4L << 30)
                        .run("purge-spool"))
                .rule(when("disk.free.bytes")
                        .runsOutWithin(Duration.ofHours(24))
                        .run("trim-logs"))
                .rule(when("orders.stored.count").runsOutWithin(Duration.ofDays(7), 1_000_000))
                .rule(when("orders.rate").isUnusual(1))
                .rule(when("payments").isDown().lasting(Duration.ofSeconds(10)).run("open-breaker"))
                .rule(when("orders.queued")
                        .risingBy(1000, Duration.ofMinutes(1))
                        .clearingBelow(100)
                        .run("shed-load"))
                .rule(when("orders.handled.rate")
                        .fallingBy(50, Duration.ofMinutes(5))
                        .named("orders-dry-up"))
                .rule(when("cpu.used.ratio")
                        .above(0.95)
                        .lasting(Duration.ofMinutes(1))
                        .and(when("orders.queued")
                                .above(500)
                                .or(when("payments.response.seconds").above(0.8)))
                        .lasting(Duration.ofSeconds(10))
                        .run("shed-load")
                        .named("overload"))
                .rule(when("backup.age.seconds").above(26 * 3600).because("Last night's backup is missing"))
                .mode("open-breaker", Mode.APPROVE)
                .mode("purge-spool", Mode.OBSERVE)
                .budget(10, Duration.ofHours(1))
                .cooldown(Duration.ofMinutes(1), Duration.ofHours(1))
                .recurrence(5)
                .riskCeiling(Risk.MODERATE)
                .storm(10, Duration.ofMinutes(1))
                .stormShare(0.5)
                .quarantine(Duration.ofHours(6))
                .startupGrace(Duration.ofSeconds(30))
                .approvalWithin(Duration.ofMinutes(15))
                .maintenance(
                        MaintenanceWindow.daily(LocalTime.of(2, 0), LocalTime.of(4, 30), ZoneId.of("Europe/Berlin"))
                                .on(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)
                                .of("orders-db")
                                .because("weekly vacuum"));
    }

    private static List<HealingEvent> events(UnaryOperator<SelfHealing.Builder> describe) {
        Random random = new Random(SEED);
        Map<String, Double> gauges = new HashMap<>();
        ScriptedProbe probe = ScriptedProbe.named("all");
        Events events = new Events();
        try (VirtualTime time = new VirtualTime()) {
            time.pass(Duration.ofDays(2)); // a Saturday
            SelfHealing.Builder builder = describe.apply(SelfHealing.builder().withoutDiscovery());
            ACTIONS.forEach(id -> builder.action(RecordingAction.of(id).does(() -> gauges.put("relief", 60.0))));
            SelfHealing healing =
                    time.drive(builder.probe(probe).listener(events)).build();
            for (int turn = 0; turn < 3 * 3_600; turn++) {
                walk(probe, gauges, random);
                time.turn(healing, Duration.ofSeconds(1));
            }
            healing.close();
        }
        return events.all();
    }

    private static void walk(ScriptedProbe probe, Map<String, Double> gauges, Random random) {
        boolean relieved = gauges.merge("relief", -1.0, Double::sum) > 0;
        double trouble =
                gauges.merge("trouble", random.nextGaussian() / 40, (a, b) -> Math.max(0, Math.min(1.2, a + b)));
        double level = relieved ? 0.2 : trouble;
        probe.says(
                Gauge.of("memory.used.ratio", level),
                Gauge.of("cpu.used.ratio", Math.min(1, level + random.nextDouble() / 20)),
                Gauge.of("disk.free.bytes", (1.3 - level) * (8L << 30)),
                Gauge.of("orders.queued", level * 2_000),
                Gauge.of("orders.handled.rate", 200 * (1.2 - level)),
                Gauge.of("payments.response.seconds", level),
                Gauge.of("backup.age.seconds", 90_000 + 10_000 * level),
                level > 1 ? Health.down("payments", "refused") : Health.up("payments"));
    }
}
