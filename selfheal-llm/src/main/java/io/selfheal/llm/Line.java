package io.selfheal.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.selfheal.Spent;
import io.selfheal.Ticker;
import io.selfheal.Usage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The line to a model: one call at a time of each that asks, within the terms, and broken while the model fails. */
final class Line {
    /** Longest answer that is read, in characters; a good one has a thousand. */
    private static final int LONGEST = 16_384;

    private final ChatModel model;
    private final Terms terms;
    private final Ticker ticker;
    private final Budget budget;
    private final CallBreaker breaker;

    Line(ChatModel model, Terms terms, Ticker ticker) {
        this.model = model;
        this.terms = terms;
        this.ticker = ticker;
        this.budget = new Budget(terms);
        this.breaker = new CallBreaker(ticker);
    }

    /** Reads an answer; throws if it is not to be trusted. */
    interface Reading<T> {
        T read(String text, Usage usage) throws Discarded;
    }

    /** What was read, or why nothing was, and what it cost. */
    record Answer<T>(Optional<T> read, String name, String reason, Usage usage) {}

    /**
     * Asks.
     *
     * @param request the request
     * @param within how long the answer is of use
     * @param spent what was spent, by the record
     * @param reading reads the answer
     * @throws Discarded if nothing was asked
     * @throws CallFailedException if the model, or the way to it, failed
     */
    <T> Answer<T> ask(ChatRequest request, Duration within, Spent spent, Reading<T> reading)
            throws Discarded, CallFailedException {
        Budget.Call call = reserve(spent);
        long began = ticker.nanos();
        ChatResponse response;
        try {
            response = model.chat(request);
        } catch (Error error) {
            breaker.fails();
            throw error;
        } catch (Throwable thrown) { // whatever a provider's client throws, checked or not
            breaker.fails();
            throw new CallFailedException(thrown);
        }
        Usage usage = usage(response);
        if (Double.isFinite(usage.cost())) {
            budget.settle(call, usage.cost());
        }
        try {
            if (Duration.ofNanos(ticker.nanos() - began).compareTo(within) > 0) {
                throw new Discarded("TimedOut", "it answered after more than " + within.toMillis() + " ms");
            }
            T read = reading.read(text(response, usage), usage);
            breaker.works();
            return new Answer<>(Optional.of(read), "", "", usage);
        } catch (Discarded discarded) {
            breaker.fails();
            return new Answer<>(Optional.empty(), discarded.name(), discarded.reason(), usage);
        } catch (RuntimeException | Error thrown) { // a fault of the reader is no reason to ask more
            breaker.fails();
            throw thrown;
        }
    }

    private Budget.Call reserve(Spent spent) throws Discarded {
        breaker.acquire();
        try {
            return budget.reserve(ticker.nanos(), spent);
        } catch (Discarded over) {
            breaker.giveBack();
            throw over;
        }
    }

    private String text(@Nullable ChatResponse response, Usage usage) throws Discarded {
        AiMessage message = response == null ? null : response.aiMessage();
        if (message == null) {
            throw new Discarded("NoText", "it said nothing");
        }
        if (message.hasToolExecutionRequests()) {
            throw new Discarded("ToolCall", "it asked for a tool, and there is none");
        }
        FinishReason end = response == null ? null : response.finishReason();
        if (end != null && end != FinishReason.STOP) {
            throw new Discarded("NotFinished", "its answer ended with " + end);
        }
        String text = message.text();
        if (text == null || text.isBlank()) {
            throw new Discarded("NoText", "it said nothing");
        }
        if (text.length() > LONGEST) {
            throw new Discarded(
                    "Oversized", "its answer has " + text.length() + " characters, of " + LONGEST + " that are read");
        }
        if (usage.outputTokens() > terms.outputTokens()) {
            throw new Discarded(
                    "OverBudget",
                    "its answer has " + usage.outputTokens() + " tokens, of " + terms.outputTokens()
                            + " that are allowed");
        }
        return text;
    }

    private Usage usage(@Nullable ChatResponse response) {
        TokenUsage tokens = response == null ? null : response.tokenUsage();
        if (tokens == null || tokens.inputTokenCount() == null || tokens.outputTokenCount() == null) {
            return terms.dearest() == 0 ? new Usage(1, 0, 0, 0) : Usage.unknown();
        }
        long input = Math.max(0, tokens.inputTokenCount());
        long output = Math.max(0, tokens.outputTokenCount());
        return new Usage(1, input, output, terms.price(input, output));
    }
}
