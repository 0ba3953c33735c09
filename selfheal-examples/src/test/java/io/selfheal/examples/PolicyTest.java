package io.selfheal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.SelfHealing;
import io.selfheal.test.Events;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.ScriptedProbe;
import io.selfheal.test.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void thePolicyFileDoesTheSameAsTheCode() {
        Events ofCode = events(Quickstart::described);
        Events ofFile = events(builder -> builder.policy(Path.of("policy.yaml")));
        ofFile.assertThat().healedBy("clear-cache");
        assertThat(told(ofFile)).isEqualTo(told(ofCode));
    }

    /** But for the line that says that a policy was applied, and the numbers of the lines, which that shifts. */
    private static List<String> told(Events events) {
        return events.story()
                .lines()
                .filter(line -> !line.contains("policy.yaml"))
                .map(line -> line.replaceFirst("^ *\\d+ ", ""))
                .toList();
    }

    private static Events events(UnaryOperator<SelfHealing.Builder> described) {
        Events events = new Events();
        ScriptedProbe heap = ScriptedProbe.named("heap").gauge("heap.live.ratio", 0.3);
        try (VirtualTime time = new VirtualTime(Duration.ofMillis(250));
                SelfHealing healing = described
                        .apply(time.drive(SelfHealing.builder().withoutDiscovery()))
                        .probe(heap)
                        .action(RecordingAction.of("clear-cache").does(() -> heap.gauge("heap.live.ratio", 0.4)))
                        .listener(events)
                        .build()) {
            time.turn(healing, Duration.ofMinutes(1));
            heap.gauge("heap.live.ratio", 0.75);
            time.turn(healing, Duration.ofMinutes(1));
        }
        return events;
    }
}
