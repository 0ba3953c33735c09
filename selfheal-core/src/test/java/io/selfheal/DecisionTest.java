package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who decides: the engine, unless it fails, or a person has already spoken; and in which words. */
class DecisionTest {
    private final List<String> ran = new ArrayList<>();
    private String choice = "first";
    private Optional<Refusal> refusal = Optional.empty();

    /** An engine that chooses as told, asked for one sick component with two remedies. */
    private Bench choosing(Consumer<SelfHealing.Builder> settings) {
        Bench bench = Bench.of(b -> {
            b.rule(OverRule.of("load.ratio", 0.9, 0.8, "first", "second"))
                    .action(RecoveryAction.of("first", Risk.SAFE, () -> ran.add("first")))
                    .action(RecoveryAction.of("second", Risk.SAFE, () -> ran.add("second")))
                    .guard(intent -> intent.action().equals("first") ? refusal : Optional.empty())
                    .engine(about -> Decision.Heal.of(choice, "chosen"));
            settings.accept(b);
        });
        bench.probe.gauge("load.ratio", 0.95);
        return bench.seconds(1);
    }

    private static Proposal proposal(Bench bench) {
        return bench.healing.view().proposals().get(0);
    }

    private static void approve(Bench bench) {
        bench.healing.approve(proposal(bench).id(), "ada");
        bench.seconds(1);
    }

    private static List<Proposal.End> ends(Bench bench) {
        return bench.events(HealingEvent.ProposalEnded.class).stream()
                .map(HealingEvent.ProposalEnded::end)
                .toList();
    }

    @Test
    void whatWasApprovedRunsAlthoughTheEngineWouldChooseAnotherByNow() {
        Bench bench = choosing(b -> b.mode(Mode.APPROVE));
        choice = "second";
        approve(bench);

        assertThat(ran).containsExactly("first");
        assertThat(ends(bench)).containsExactly(Proposal.End.APPROVED);
    }

    @Test
    void whatNobodyHasApprovedGivesWayToABetterChoice() {
        Bench bench = choosing(b -> b.mode(Mode.APPROVE));
        choice = "second";
        bench.seconds(1);

        assertThat(ran).isEmpty();
        assertThat(bench.events(HealingEvent.ProposalEnded.class))
                .extracting(HealingEvent.ProposalEnded::end, HealingEvent.ProposalEnded::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Proposal.End.WITHDRAWN, "second is the better choice now"));
        assertThat(proposal(bench).decision().action()).isEqualTo("second");
    }

    @Test
    void whatWasApprovedAndHasToWaitRunsWhenItMay() {
        Bench bench = choosing(b -> b.mode(Mode.APPROVE));
        refusal = Optional.of(Refusal.later("Exam", "not during the exam"));
        choice = "second";
        approve(bench);
        bench.seconds(5);
        assertThat(ran).isEmpty();
        refusal = Optional.empty();
        bench.seconds(1);

        assertThat(ran).containsExactly("first");
    }

    @Test
    void whatWasApprovedAndMayNotRunAtAllGivesWayToAnotherProposal() {
        Bench bench = choosing(b -> b.mode(Mode.APPROVE));
        refusal = Optional.of(Refusal.anotherAction("Exam", "never again"));
        choice = "second";
        approve(bench);
        bench.seconds(5);

        assertThat(ran).isEmpty();
        assertThat(proposal(bench).decision().action()).isEqualTo("second");
    }

    @Test
    void aWordThatWasGivenIsNotTakenBackByAChangeOfMode() {
        Bench bench = choosing(b -> b.mode(Mode.APPROVE));
        refusal = Optional.of(Refusal.later("Exam", "not during the exam"));
        approve(bench);
        bench.healing.mode(Mode.ENFORCE, "go");
        refusal = Optional.empty();
        bench.seconds(1);

        assertThat(ran).containsExactly("first");
        assertThat(ends(bench)).containsExactly(Proposal.End.APPROVED);
    }

    @Test
    void aWordThatWasGivenIsNotWithdrawnWhenTheProblemEndsByItself() {
        Bench bench = choosing(b -> b.mode(Mode.APPROVE));
        refusal = Optional.of(Refusal.later("Exam", "not during the exam"));
        approve(bench);
        bench.probe.gauge("load.ratio", 0.3);
        bench.seconds(2);

        assertThat(ran).isEmpty();
        assertThat(ends(bench)).containsExactly(Proposal.End.APPROVED);
    }

    @Test
    void atTheVeryMomentOfItsEndAProposalIsNoLongerTaken() {
        Bench bench = choosing(b -> b.mode(Mode.APPROVE).approvalWithin(Duration.ofSeconds(30)));
        String id = proposal(bench).id();
        bench.seconds(29);
        assertThat(ends(bench)).isEmpty();
        var answer = bench.healing.approve(id, "ada");
        bench.seconds(1);

        assertThat(answer.join()).isEqualTo(new Answer(false, "it expired"));
        assertThat(ends(bench)).containsExactly(Proposal.End.EXPIRED);
        assertThat(ran).isEmpty();
    }

    @Test
    void anEngineThatThrowsOrAnswersNothingCausesNothingAndIsToldEachTimeItBegins() {
        boolean[] broken = {true};
        Bench bench = choosing(b -> b.engine(about -> {
            if (broken[0]) {
                throw new IllegalStateException("lost");
            }
            return new Decision.Hold("Thinking", "not yet");
        }));
        assertThat(bench.decisions()).containsExactly("Hold EngineFailed");
        assertThat(bench.events(HealingEvent.DecisionMade.class)
                        .get(0)
                        .decision()
                        .reason())
                .isEqualTo("the decision engine failed: IllegalStateException: lost");
        broken[0] = false;
        bench.seconds(1);
        broken[0] = true;
        bench.seconds(1);

        assertThat(ran).isEmpty();
        assertThat(bench.events(HealingEvent.HookFailed.class))
                .extracting(HealingEvent.HookFailed::hook)
                .containsExactly("engine", "engine");
        assertThat(bench.decisions()).containsExactly("Hold EngineFailed", "Hold Thinking", "Hold EngineFailed");
    }

    @Test
    void aGuardThatThrowsIsToldEachTimeItBegins() {
        boolean[] broken = {true};
        Bench bench = choosing(b -> b.guard(intent -> {
            if (broken[0]) {
                throw new IllegalStateException("lost");
            }
            return Optional.of(Refusal.later("Exam", "not now"));
        }));
        broken[0] = false;
        bench.seconds(1);
        broken[0] = true;
        bench.seconds(1);

        assertThat(ran).isEmpty();
        assertThat(bench.events(HealingEvent.HookFailed.class))
                .hasSize(2)
                .allMatch(failed -> failed.hook().startsWith("guard "));
    }

    @Test
    void aGateThatThrowsKeepsShut() {
        Bench.VirtualClock time = new Bench.VirtualClock();
        Hooks hooks = new Hooks(new Recorder(time, time), new Ballast(time));
        Gate gate = (intent, heal, risk) -> {
            throw new IllegalStateException("jammed");
        };
        Kernel kernel = new Kernel(List.of(), List.of(gate), hooks);

        assertThat(kernel.pass(new Asked().at(Duration.ZERO), Decision.Heal.of("mend", "why not"), Risk.LOW))
                .hasValueSatisfying(no ->
                        assertThat(no.reason()).isEqualTo("the guard itself failed: IllegalStateException: jammed"));
    }

    @Test
    void anActionAtTheCeilingIsLetThrough() {
        Bench bench = choosing(b -> b.action(RecoveryAction.of("third", Risk.MODERATE, () -> ran.add("third"))));
        assertThat(ran).containsExactly("first");
        choice = "third";
        bench.seconds(10);

        assertThat(ran).containsExactly("first", "third");
    }

    @Test
    void theRuleOfThumbSaysInTheEndWhatWasTriedAndHowItWent() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of("load.ratio", 0.9, 0.8, "first", "second"))
                .action(RecoveryAction.of("first", Risk.SAFE, () -> {}))
                .action(RecoveryAction.of("second", Risk.SAFE, () -> {
                    throw new IllegalStateException("no");
                })));
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(30);

        assertThat(last(bench)).isEqualTo("Nothing is left to try; tried first: NO_EFFECT, second: FAILED");
    }

    @Test
    void whereAPersonIsNeededFromTheStartItIsSaidThatNothingWasTried() {
        Bench bench = Bench.of(b -> b.rule(OverRule.of("load.ratio", 0.9, 0.8, "first"))
                .action(RecoveryAction.of("first", Risk.SAFE, () -> ran.add("first")))
                .guard(intent -> Optional.of(Refusal.aPerson("Exam", "ask the teacher"))));
        bench.probe.gauge("load.ratio", 0.95);
        bench.seconds(3);

        assertThat(ran).isEmpty();
        assertThat(last(bench)).isEqualTo("ask the teacher; nothing was tried");
    }

    @Test
    void whereTheActionWouldWorkOnAComponentWithASickDependencyNothingIsCalled() {
        Ward ward = Ward.of(
                List.of("web", "network"),
                b -> b.component("db")
                        .dependsOn("network")
                        .mode("mend network", Mode.OBSERVE)
                        .action(RecoveryAction.of("restart db", Risk.SAFE, () -> ran.add("db"))
                                .on("db"))
                        .engine(about -> Decision.Heal.of(
                                about.incident().component().equals("web") ? "restart db" : "mend network", "chosen")));
        ward.sick("network").sick("web").seconds(5);

        assertThat(ran).isEmpty();
        assertThat(ward.decision("web")).isEqualTo("Dependency");
    }

    private static String last(Bench bench) {
        var made = bench.events(HealingEvent.DecisionMade.class);
        return made.get(made.size() - 1).decision().reason();
    }
}
