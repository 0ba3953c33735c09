package io.selfheal.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Decision;
import io.selfheal.HealingEvent;
import io.selfheal.Incident;
import io.selfheal.SelfHealing;
import io.selfheal.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that has nothing but this module. */
class NothingElseTest {
    @TempDir
    Path root;

    @Test
    void beingOnTheClassPathIsEnoughToWatchCpuMemoryAndDisk() {
        Machine time = new Machine(root);
        try (SelfHealing healing = SelfHealing.builder()
                .time(() -> Instant.EPOCH, time::nanos)
                .executor(Runnable::run)
                .build()) {
            healing.loop().runOnce();

            Snapshot snapshot = healing.view().snapshot();
            assertThat(snapshot.reading("memory.used.ratio")).isPresent();
            assertThat(snapshot.reading("disk.used.ratio")).isPresent();
            assertThat(snapshot.reading("cpu.used.ratio")).isEmpty();
        }
    }

    @Test
    void aContainerShortOfMemoryOpensAnIncidentThatSaysThatNoRemedyIsRegistered() {
        Machine machine = Machine.dockerV2(root).stat(100, 900).memoryV2("sys/fs/cgroup", "536870912", 510, 20);
        List<HealingEvent> events = new ArrayList<>();
        try (SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .plugin(new OshiPlugin(root, machine::nanos))
                .time(() -> Instant.EPOCH, machine::nanos)
                .executor(Runnable::run)
                .listener(events::add)
                .build()) {
            for (int second = 0; second < 59; second++) {
                healing.loop().runOnce();
                machine.pass(1000);
            }
            assertThat(healing.incidents()).isEmpty();

            for (int second = 59; second < 65; second++) {
                healing.loop().runOnce();
                machine.pass(1000);
            }
            assertThat(healing.incidents()).extracting(Incident::problem).contains("memory-high");
            assertThat(healing.view().snapshot().reading("cpu.used.ratio")).isPresent();
        }
        assertThat(events)
                .filteredOn(HealingEvent.DecisionMade.class::isInstance)
                .map(event -> ((HealingEvent.DecisionMade) event).decision())
                .filteredOn(Decision.Escalate.class::isInstance)
                .anySatisfy(decision -> assertThat(decision.reason())
                        .contains("No remedy is registered for \"memory-high\"")
                        .contains("memory.used.ratio is 95"));
        assertThat(events).noneMatch(HealingEvent.HookFailed.class::isInstance);
    }
}
