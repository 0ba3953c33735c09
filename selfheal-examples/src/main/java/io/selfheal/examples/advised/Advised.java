package io.selfheal.examples.advised;

import static io.selfheal.rule.Rules.when;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.selfheal.HealingEvent;
import io.selfheal.Probe;
import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import io.selfheal.llm.ChatAdvisor;
import io.selfheal.llm.Disclosure;
import io.selfheal.llm.PostMortem;
import io.selfheal.llm.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A service that heals itself, advised by the model behind any OpenAI-compatible endpoint, and tells the incident as a
 * post-mortem in Markdown.
 *
 * <pre>{@code
 * SELFHEAL_LLM_URL=http://localhost:11434/v1 SELFHEAL_LLM_MODEL=qwen3:8b java -cp … io.selfheal.examples.advised.Advised
 * }</pre>
 *
 * <p>Where these two are not set, a stand-in on the loopback interface answers by a rule of thumb; an endpoint that wants a key
 * finds it in {@code OPENAI_API_KEY}. With {@code --plain} no model is asked. Ends with 0 if the service was healed.
 */
public final class Advised {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private Advised() {}

    /**
     * Runs the example.
     *
     * @param arguments {@code --plain} to do without a model
     * @throws Exception if it cannot start
     */
    public static void main(String... arguments) throws Exception {
        if (List.of(arguments).equals(List.of("--plain"))) {
            System.exit(shown(heal(builder -> builder).markdown()));
        } else if (arguments.length > 0) {
            System.err.println("usage: advised [--plain]");
            System.exit(2);
        }
        try (StandIn standIn = StandIn.start()) {
            Map<String, String> settings = System.getenv();
            String url = settings.getOrDefault("SELFHEAL_LLM_URL", standIn.uri().toString());
            String name = settings.getOrDefault("SELFHEAL_LLM_MODEL", "stand-in");
            System.out.println("<!-- advised by " + name + " at " + url + " -->");
            ChatModel model = model(url, name, settings.getOrDefault("OPENAI_API_KEY", "none"), DEADLINE);
            System.exit(shown(told(model, name, DEADLINE)));
        }
    }

    /** A model that is asked once, and not for long. */
    static ChatModel model(String url, String name, String key, Duration deadline) {
        return OpenAiChatModel.builder()
                .baseUrl(url)
                .modelName(name)
                .apiKey(key)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .strictJsonSchema(true)
                .maxRetries(0)
                .timeout(deadline)
                .httpClientBuilder(BoundedHttp.within(deadline))
                .build();
    }

    /** The incident, told with a model's help. */
    static String told(ChatModel model, String name, Duration deadline) throws InterruptedException {
        Terms terms = Terms.of(name).callsAnHour(20);
        return heal(builder -> builder.advisor(ChatAdvisor.of(model, terms), deadline))
                .told(model, terms, Disclosure.numbers(), PATIENCE)
                .markdown();
    }

    /** Lives through the incident. */
    static PostMortem heal(UnaryOperator<SelfHealing.Builder> advised) throws InterruptedException {
        FillingCache cache = new FillingCache();
        List<HealingEvent> events = new CopyOnWriteArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        SelfHealing.Builder builder = SelfHealing.builder()
                .service("orders")
                .withoutDiscovery()
                .every(Duration.ofMillis(100))
                .probe(Probe.of("orders", cache::sample).every(Duration.ofMillis(100)))
                .rule(when("memory.used.ratio").above(0.90).clearingBelow(0.80).settling(Duration.ofSeconds(1)))
                .engine(Diagnosis.of(Knowledge.jvm()))
                .action(new ClearCache(cache))
                .action(RecoveryAction.of("shed-load", Risk.LOW, () -> {}))
                .listener(event -> {
                    events.add(event);
                    if (event instanceof HealingEvent.IncidentClosed) {
                        over.countDown();
                    }
                });
        try (SelfHealing healing = advised.apply(builder).start()) {
            if (!over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("it did not get well within " + PATIENCE + ": " + healing.incidents());
            }
        }
        return PostMortem.of(List.copyOf(events), incident(events));
    }

    private static String incident(List<HealingEvent> events) {
        return events.stream()
                .filter(HealingEvent.IncidentOpened.class::isInstance)
                .map(event -> ((HealingEvent.IncidentOpened) event).incident())
                .findFirst()
                .orElseThrow();
    }

    private static int shown(String story) {
        System.out.println(story);
        return story.contains("ended HEALED") ? 0 : 1;
    }

    /** Gives the cache up. */
    private record ClearCache(FillingCache cache) implements RecoveryAction {
        @Override
        public String id() {
            return "clear-cache";
        }

        @Override
        public Risk risk() {
            return Risk.SAFE;
        }

        @Override
        public void recover(Recovery recovery) {
            recovery.report(cache.clear());
        }
    }
}
