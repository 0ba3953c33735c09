package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever guard of the kernel breaks: what cannot be judged is not done. {@link GuardsTest} has the action not called. */
class FailClosedTest {
    private static final Duration NOW = Duration.ofHours(1);

    private final Bench.VirtualClock time = new Bench.VirtualClock();
    private final Hooks hooks = new Hooks(new Recorder(time, time), new Ballast(time));

    /** The kernel's own, as every loop has them. */
    private static List<Guard> guards() {
        Plan plan = Assembly.of(SelfHealing.builder()
                .withoutDiscovery()
                .action(RecoveryAction.of("mend", Risk.SAFE, () -> {}))
                .blueprint());
        return Kernel.guards(plan, new Modes(() -> Mode.ENFORCE, Map.of()), Memory::new, 0);
    }

    static Stream<String> names() {
        return guards().stream().map(Guard::name);
    }

    @Test
    void whereNoneBreaksNothingIsRefused() {
        assertThat(new Kernel(guards(), List.of(), hooks).check(new Asked().at(NOW)))
                .isEmpty();
        assertThat(names())
                .containsExactly(
                        "Mode",
                        "RiskCeiling",
                        "Maintenance",
                        "KnownTarget",
                        "StillSick",
                        "Dependency",
                        "OneAtATime",
                        "Cooldown",
                        "Budget",
                        "Breaker",
                        "Quarantine",
                        "Recurrence",
                        "Storm");
    }

    @ParameterizedTest
    @MethodSource("names")
    void theOneThatBreaksRefusesInItsOwnNameUntilItWorksAgain(String name) {
        boolean[] broken = {true};
        List<Guard> guards = new ArrayList<>(guards());
        guards.replaceAll(guard -> guard.name().equals(name) ? breaking(guard, broken) : guard);
        Kernel kernel = new Kernel(guards, List.of(), hooks);

        assertThat(kernel.check(new Asked().at(NOW)))
                .contains(Refusal.later(name, "the guard itself failed: StackOverflowError: at " + name));
        assertThat(hooks.view()).containsOnlyKeys("guard " + name);

        broken[0] = false;
        assertThat(kernel.check(new Asked().at(NOW))).isEmpty();
        assertThat(hooks.view()).isEmpty();
    }

    @Test
    void aGateThatBreaksRefusesToo() {
        Kernel kernel = new Kernel(
                guards(),
                List.of((intent, heal, risk) -> {
                    throw new LinkageError("gone");
                }),
                hooks);

        assertThat(kernel.pass(new Asked().at(NOW), Decision.Heal.of("mend", "why not"), Risk.SAFE))
                .hasValueSatisfying(refusal ->
                        assertThat(refusal.reason()).isEqualTo("the guard itself failed: LinkageError: gone"));
    }

    private static Guard breaking(Guard guard, boolean[] broken) {
        return new Guard() {
            @Override
            public String name() {
                return guard.name();
            }

            @Override
            public Optional<Refusal> check(Intent intent) {
                if (broken[0]) {
                    throw new StackOverflowError("at " + guard.name());
                }
                return guard.check(intent);
            }
        };
    }
}
