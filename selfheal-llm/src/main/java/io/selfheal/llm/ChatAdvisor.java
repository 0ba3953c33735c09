package io.selfheal.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.selfheal.Advice;
import io.selfheal.DecisionAdvisor;
import io.selfheal.Question;
import io.selfheal.Ticker;
import io.selfheal.Usage;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks a language model, with one structured call, what it thinks of a case. It has no tools, no second turn, and sees numbers,
 * not texts, unless told otherwise. Everything in its answer has to be right, or none of it counts.
 *
 * <pre>{@code
 * ChatModel model = OpenAiChatModel.builder().baseUrl(url).modelName("qwen3:8b").maxRetries(0).build();
 * SelfHealing.builder()
 *         .engine(Diagnosis.of(Knowledge.jvm()))
 *         .advisor(ChatAdvisor.of(model, Terms.of("qwen3:8b").callsAnHour(20)), Duration.ofSeconds(2)) …
 * }</pre>
 *
 * <p>Any thread may call it. It blocks for as long as the model does; give the model a timeout and no retries. One call is in
 * flight for an incident; answers are kept for like cases; a model that keeps failing is left alone for a while.
 */
public final class ChatAdvisor implements DecisionAdvisor {
    /** Beyond that a model is told more than it reads. */
    private static final int MOST_NUMBERS = 60;

    private static final int LEAST_NUMBERS = 5;

    private final ChatModel model;
    private final Terms terms;
    private final Disclosure disclosure;
    private final Ticker ticker;
    private final Line line;
    private final ReplyCache cache = new ReplyCache();
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    private ChatAdvisor(ChatModel model, Terms terms, Disclosure disclosure, Ticker ticker) {
        this.model = model;
        this.terms = terms;
        this.disclosure = disclosure;
        this.ticker = ticker;
        this.line = new Line(model, terms, ticker);
    }

    /**
     * An adviser that sees numbers only.
     *
     * @param model the model, with a timeout and without retries of its own
     * @param terms what it may cost
     * @return the adviser
     */
    public static ChatAdvisor of(ChatModel model, Terms terms) {
        return new ChatAdvisor(model, terms, Disclosure.numbers(), Ticker.system());
    }

    /**
     * Another one that may see more.
     *
     * @param more what it may see
     * @return the adviser
     */
    public ChatAdvisor seeing(Disclosure more) {
        return new ChatAdvisor(model, terms, more, ticker);
    }

    /**
     * Another one that takes the time from elsewhere, as tests do.
     *
     * @param other the monotonic clock
     * @return the adviser
     */
    public ChatAdvisor ticking(Ticker other) {
        return new ChatAdvisor(model, terms, disclosure, other);
    }

    @Override
    public String name() {
        return terms.model();
    }

    @Override
    public Advice advise(Question question) throws CallFailedException {
        String incident = question.about().incident().id();
        if (!inFlight.add(incident)) {
            return missing("InFlight", "an earlier call for this incident has not come back", Usage.none());
        }
        try {
            return ask(question);
        } catch (Discarded discarded) {
            return missing(discarded.name(), discarded.reason(), Usage.none());
        } finally {
            inFlight.remove(incident);
        }
    }

    private Advice ask(Question question) throws Discarded, CallFailedException {
        if (question.within().isNegative() || question.within().isZero()) {
            throw new Discarded("TooLate", "there is no time left to ask");
        }
        Facts facts = facts(question);
        long now = question.about().snapshot().nanos();
        String signature = Signature.of(question, facts.exhibits(), terms.model());
        Optional<Advice> known = cache.find(signature, question, now);
        if (known.isPresent()) {
            return known.get();
        }
        ChatRequest request = Prompt.of(question, facts, terms);
        Line.Answer<Advice> answer = line.ask(
                request,
                question.within(),
                question.spent(),
                (text, usage) -> new Reply(question, facts).read(text, terms.model(), usage));
        answer.read().ifPresent(advice -> cache.keep(signature, advice, now));
        return answer.read().orElseGet(() -> missing(answer.name(), answer.reason(), answer.usage()));
    }

    /** As many numbers as the terms allow. */
    private Facts facts(Question question) throws Discarded {
        int numbers = MOST_NUMBERS;
        while (true) {
            Facts facts = new Facts(question, disclosure, numbers);
            if (facts.exhibits().ids().isEmpty()) {
                throw new Discarded("NothingToShow", "no number was observed");
            }
            if (numbers <= LEAST_NUMBERS || 2 * Prompt.tokens(facts.json()) < terms.inputTokens()) {
                return facts;
            }
            numbers /= 2;
        }
    }

    private Advice.Missing missing(String name, String reason, Usage usage) {
        return new Advice.Missing(terms.model(), name, reason, usage);
    }
}
