package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What healing takes is loaded before it is needed. */
class RehearsalTest {
    @Test
    void itComesByWhateverCanHappenInOneProcess() throws Exception {
        List<HealingEvent> seen = new ArrayList<>();
        Rehearsal.play(seen::add);

        Set<String> kinds =
                seen.stream().map(event -> event.getClass().getSimpleName()).collect(Collectors.toSet());
        assertThat(kinds)
                .contains(
                        "SymptomRaised",
                        "IncidentOpened",
                        "EvidenceCollected",
                        "PermitAnswered",
                        "ActionProposed",
                        "ProposalEnded",
                        "ActionStarted",
                        "ActionReturned",
                        "LeaseBegan",
                        "LeaseEnded",
                        "OutcomeJudged",
                        "UndoStarted",
                        "UndoEnded",
                        "SymptomCleared",
                        "IncidentClosed",
                        "HookFailed",
                        "HookRecovered",
                        "ModeChanged",
                        "SilenceBegan",
                        "StormBegan");
        Set<String> held = new HashSet<>();
        for (HealingEvent event : seen) {
            if (event instanceof HealingEvent.DecisionMade made) {
                held.add(
                        made.decision() instanceof Decision.Hold hold
                                ? hold.name()
                                : made.decision().getClass().getSimpleName());
            } else if (event instanceof HealingEvent.HookFailed failed) {
                assertThat(failed.hook()).isIn("probe rehearsal", "evidence metrics");
            } else if (event instanceof HealingEvent.OutcomeJudged judged) {
                held.add(judged.outcome().verdict().name());
            }
        }
        assertThat(held)
                .contains("Heal", "Escalate", "Approval", "OneAtATime", "Maintenance", "HEALED", "NO_EFFECT", "FAILED");
    }

    @Test
    void aRuleThatFailsAtItsRehearsalIsLeftToItself() {
        Rule broken = (Rule) Proxy.newProxyInstance(
                Rule.class.getClassLoader(), new Class<?>[] {Rule.class}, (proxy, method, arguments) -> {
                    throw new LinkageError("not now");
                });
        assertThatCode(() -> Rehearsal.of(List.of(broken))).doesNotThrowAnyException();
    }
}
