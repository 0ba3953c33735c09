package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.SelfHealing;
import io.selfheal.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostMortemTest {
    private static final String VIEW =
            "{\"summary\":\"Memory was at 0.91 and component-1 went on.\",\"likely_cause\":\"The cache grew.\","
                    + "\"next_steps\":[\"Bound the cache.\"]}";

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static List<HealingEvent> healed() {
        try (Host host = new Host()) {
            FakeModel model = FakeModel.ranking(0.6, action -> 0.7, List.of());
            SelfHealing healing =
                    host.heal(ChatAdvisor.of(model, Terms.of("qwen3")).ticking(host.time));
            host.live(healing, 40);
            return host.events.all();
        }
    }

    private static String incident(List<HealingEvent> events) {
        return events.stream()
                .filter(HealingEvent.IncidentOpened.class::isInstance)
                .map(event -> ((HealingEvent.IncidentOpened) event).incident())
                .findFirst()
                .orElseThrow();
    }

    private static String told(FakeModel model) {
        List<HealingEvent> events = healed();
        return PostMortem.of(events, incident(events))
                .told(model, Terms.of("qwen3"), Disclosure.numbers(), PATIENT)
                .markdown();
    }

    @Test
    void theRecordAloneTellsWhatHappenedWithItsNumbers() {
        List<HealingEvent> events = healed();
        String told = PostMortem.of(events, incident(events)).markdown();

        assertThat(told)
                .startsWith("# Incident " + incident(events))
                .contains("ended HEALED: healed by clear-cache: memory.used.ratio from 91 % to 40 %")
                .contains("qwen3 advised: \"the first number says so\"")
                .contains("Decided to run clear-cache: Memory usage is critically high (memory.used.ratio is 91 %)")
                .contains("advised by qwen3 at weight 0.0")
                .contains("clear-cache was judged HEALED")
                .doesNotContain("makes of it");
    }

    @Test
    void aModelsViewIsASectionOfItsOwn() {
        FakeModel model = FakeModel.saying(VIEW);
        assertThat(told(model))
                .contains("## What qwen3 makes of it")
                .contains("Memory was at 0.91 and")
                .contains("Likely cause: The cache grew.")
                .contains("- Bound the cache.");
        assertThat(model.sent()).doesNotContain("orders");
    }

    @Test
    void aNumberThatIsNotInTheRecordDiscardsTheView() {
        assertThat(told(FakeModel.saying(VIEW.replace("0.91", "0.99"))))
                .contains("Nothing: WrongEvidence, it says 0.99, which is not in the record.")
                .doesNotContain("The cache grew");
    }

    @Test
    void aNumberInANameIsNoNumberThatMayBeSaid() {
        List<Finding> findings = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> new Finding(Gauge.of("line." + (char) ('a' + i) + ".count", 100 + i), "above 100"))
                .toList();
        Symptom symptom = new Symptom("lines-busy", "orders", Questions.NOON, 0.5, true, findings);
        PostMortem record =
                PostMortem.of(List.of(new HealingEvent.IncidentOpened(1, Questions.NOON, "i-1", symptom)), "i-1");

        assertThat(told(record, "metric-7 was at 107.")).contains("line.h.count was at 107.");
        assertThat(told(record, "7 restarts of component-1."))
                .contains("Nothing: WrongEvidence, it says 7, which is not in the record.");
        assertThat(told(record, "metric-7 was at \u0661\u0660\u0667."))
                .contains("Nothing: WrongEvidence, it says \u0661\u0660\u0667, which is not in the record.");
    }

    private static String told(PostMortem record, String words) {
        FakeModel model = FakeModel.saying(VIEW.replace("Memory was at 0.91 and component-1 went on.", words));
        return record.told(model, Terms.of("qwen3"), Disclosure.numbers(), PATIENT)
                .markdown();
    }

    @Test
    void whatFailsOrIsOffIsToldInsteadOfAView() {
        assertThat(told(new FakeModel(request -> {
                    throw new IllegalStateException("503");
                })))
                .contains("Nothing: CallFailed, IllegalStateException: 503.");
        assertThat(told(FakeModel.saying("no"))).contains("Nothing: NotJson, ");
        assertThat(told(FakeModel.saying(VIEW.replace("The cache grew.", "x".repeat(700)))))
                .contains("Nothing: Oversized, ");
    }

    @Test
    void nothingInItBecomesALinkAnImageATagOrAHeading() {
        String hostile = VIEW.replace(
                "The cache grew.",
                "![x](https://evil.example/a) <img src=//evil.example> [click](javascript:x)\\n# Heading\\u202e www.evil.example");
        String told = told(FakeModel.saying(hostile));
        assertThat(told)
                .contains("\\!\\[x\\](https\u200b:")
                .contains("\\<img src=")
                .doesNotContain("\n# Heading")
                .doesNotContain("\u202e")
                .doesNotContain("https://")
                .doesNotContain("www.evil");
    }

    @Test
    void theTermsOfANarratorBindAllOfItsCallsTogether() {
        List<HealingEvent> events = healed();
        PostMortem record = PostMortem.of(events, incident(events));
        FakeModel model = FakeModel.saying(VIEW);
        Narrator narrator = Narrator.of(model, Terms.of("qwen3").callsAnHour(2));
        Narrator other = narrator.seeing(Disclosure.numbers().naming("memory-high"));

        assertThat(record.told(narrator, PATIENT).markdown()).contains("Likely cause: ");
        assertThat(record.told(other, PATIENT).markdown()).contains("Likely cause: ");
        assertThat(record.told(narrator, PATIENT).markdown())
                .contains("Nothing: OverBudget, there were 2 calls within");
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void anUnknownIncidentIsRefused() {
        assertThatThrownBy(() -> PostMortem.of(List.of(), "i-7")).hasMessageContaining("\"i-7\"");
    }
}
