package io.selfheal.test;

import static io.selfheal.rule.Rules.when;

import io.selfheal.SelfHealing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The test that docs/testing.md shows. */
class DocumentedTest {
    @Test
    void aFullCacheIsCleared() {
        VirtualTime time = new VirtualTime();
        ScriptedProbe memory = ScriptedProbe.named("memory").gauge("memory.used.ratio", 0.91);
        RecordingAction clear = RecordingAction.of("clear-cache").does(() -> memory.gauge("memory.used.ratio", 0.40));
        SelfHealing healing = time.drive(SelfHealing.builder().withoutDiscovery())
                .probe(memory)
                .rule(when("memory.used.ratio")
                        .above(0.90)
                        .lasting(Duration.ofSeconds(30))
                        .clearingBelow(0.80)
                        .run("clear-cache"))
                .action(clear)
                .build();

        time.turn(healing, Duration.ofMinutes(2));

        clear.ranOnce();
    }
}
