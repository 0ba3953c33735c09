package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** In APPROVE mode: nothing runs without a word, and what was approved is exactly what runs. */
class ApprovalTest {
    private static Ward sick(Consumer<SelfHealing.Builder> settings) {
        Ward ward = Ward.of(List.of("db"), b -> {
            b.mode(Mode.APPROVE);
            settings.accept(b);
        });
        return ward.sick("db").seconds(1);
    }

    private static Proposal proposal(Ward ward) {
        return ward.bench.healing.view().proposals().get(0);
    }

    private static Answer approve(Ward ward, String id) {
        var answer = ward.bench.healing.approve(id, "ada");
        ward.seconds(1);
        return answer.join();
    }

    @Test
    void aDecisionBecomesAProposalAndNothingIsCalled() {
        Ward ward = sick(b -> {}).seconds(60);

        assertThat(ward.ran).isEmpty();
        assertThat(ward.bench.healing.view().proposals()).hasSize(1);
        Proposal proposal = proposal(ward);
        assertThat(proposal.id()).isEqualTo(ward.incident("db").id() + ".1");
        assertThat(proposal.decision().action()).isEqualTo("mend db");
        assertThat(Duration.between(proposal.proposed(), proposal.expires())).isEqualTo(Duration.ofMinutes(15));
        assertThat(ward.decision("db")).isEqualTo("Approval");
        assertThat(ward.reason("db")).startsWith("proposal " + proposal.id() + " to run mend db waits");
    }

    @Test
    void whatIsApprovedRuns() {
        Ward ward = sick(b -> {});
        Answer answer = approve(ward, proposal(ward).id());

        assertThat(answer).isEqualTo(new Answer(true, "mend db runs as soon as the guards let it"));
        assertThat(ward.ran).containsExactly("db");
        assertThat(ward.bench.healing.view().proposals()).isEmpty();
        assertThat(ward.bench.events(HealingEvent.ProposalEnded.class))
                .extracting(HealingEvent.ProposalEnded::end, HealingEvent.ProposalEnded::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Proposal.End.APPROVED, "by ada"));
    }

    @Test
    void approvingTwiceIsRefusedWithTheReason() {
        Ward ward = sick(b -> {});
        String id = proposal(ward).id();
        approve(ward, id);

        assertThat(approve(ward, id)).isEqualTo(new Answer(false, "it no longer waits, APPROVED: by ada"));
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void twoApprovalsWithinOneTurnRunItOnce() {
        Ward ward = sick(b -> {});
        String id = proposal(ward).id();
        var first = ward.bench.healing.approve(id);
        var second = ward.bench.healing.approve(id);
        ward.seconds(1);

        assertThat(first.join().accepted()).isTrue();
        assertThat(second.join()).isEqualTo(new Answer(false, "it was answered before: by the host"));
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void approvingTooLateIsRefusedAndAPersonIsToldThatNobodyAnswered() {
        Ward ward = sick(b -> b.approvalWithin(Duration.ofSeconds(30)));
        String id = proposal(ward).id();
        ward.seconds(31);

        assertThat(approve(ward, id))
                .isEqualTo(new Answer(false, "it no longer waits, EXPIRED: nobody answered within 30 s"));
        assertThat(ward.ran).isEmpty();
        assertThat(ward.incident("db").state()).isEqualTo(Incident.State.ESCALATED);
        assertThat(ward.reason("db")).contains("mend db was proposed, but nobody answered within 30 s");
    }

    @Test
    void whatWasRejectedIsNotProposedAgainAndTheNextRungIs() {
        Ward ward = Ward.of(
                List.of(),
                b -> b.mode(Mode.APPROVE)
                        .rule(OverRule.of("load.ratio", 0.9, 0.8, "first", "second"))
                        .action(RecoveryAction.of("first", Risk.SAFE, () -> {}))
                        .action(RecoveryAction.of("second", Risk.SAFE, () -> {})));
        ward.bench.probe.gauge("load.ratio", 0.95);
        ward.seconds(1);
        var answer = ward.bench.healing.reject(proposal(ward).id(), "ada: not at noon");
        ward.seconds(1);

        assertThat(answer.join().accepted()).isTrue();
        assertThat(ward.bench.healing.view().proposals())
                .extracting(proposal -> proposal.decision().action())
                .containsExactly("second");
        assertThat(ward.bench.events(HealingEvent.ActionStarted.class)).isEmpty();
    }

    @Test
    void whatIsNoLongerSickIsNotActedOnAlthoughItWasApproved() {
        Ward ward = sick(b -> {});
        String id = proposal(ward).id();
        ward.well("db");
        Answer answer = approve(ward, id);

        assertThat(answer.accepted()).isTrue();
        assertThat(ward.ran).isEmpty();
        assertThat(ward.incident("db").resolution()).contains(Resolution.SELF_RESOLVED);
    }

    @Test
    void whatWasSupersededOrIsUnknownIsRefused() {
        Ward ward = sick(b -> {});
        String id = proposal(ward).id();
        ward.well("db").seconds(1);

        assertThat(approve(ward, id))
                .isEqualTo(new Answer(false, "it no longer waits, WITHDRAWN: the incident is over: SELF_RESOLVED"));
        assertThat(approve(ward, "nonsense")).isEqualTo(new Answer(false, "no proposal \"nonsense\" waits"));
    }

    @Test
    void aProposalSurvivesARestart() {
        FakeJournal journal = new FakeJournal();
        Ward ward = sick(b -> b.journal(journal));
        String id = proposal(ward).id();
        ward.bench.crash();
        ward.seconds(2);

        assertThat(proposal(ward).id()).isEqualTo(id);
        assertThat(approve(ward, id).accepted()).isTrue();
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void whatWasApprovedButCannotRunInTimeExpires() {
        Ward ward = sick(b -> b.approvalWithin(Duration.ofSeconds(30)));
        ward.bench.healing.silence(Silence.of(Duration.ofMinutes(5), "not now"));
        approve(ward, proposal(ward).id());
        ward.seconds(40);

        assertThat(ward.ran).isEmpty();
        assertThat(ward.bench.events(HealingEvent.ProposalEnded.class))
                .extracting(HealingEvent.ProposalEnded::reason)
                .containsExactly("by ada", "it could not run within 30 s (by ada)");
    }

    @Test
    void withoutATurnEveryCallIsAnsweredWhenTheLoopCloses() {
        Ward ward = sick(b -> {});
        var answer = ward.bench.healing.approve(proposal(ward).id());
        ward.bench.healing.close();

        assertThat(answer.join()).isEqualTo(new Answer(false, "the loop is closed"));
        assertThat(ward.bench.healing.approve("late").join().accepted()).isFalse();
    }

    @Test
    void inEnforceModeWhatIsProposedIsWithdrawnAndRuns() {
        Ward ward = sick(b -> {});
        ward.bench.healing.mode(Mode.ENFORCE, "go");
        ward.seconds(1);

        assertThat(ward.ran).containsExactly("db");
        assertThat(ward.bench.events(HealingEvent.ProposalEnded.class))
                .extracting(HealingEvent.ProposalEnded::end)
                .containsExactly(Proposal.End.WITHDRAWN);
    }
}
