package io.selfheal.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A model that says what a test has it say, and keeps what it was asked. */
final class FakeModel implements ChatModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<ChatRequest> asked = new ArrayList<>();
    private final Function<ChatRequest, ChatResponse> answering;

    FakeModel(Function<ChatRequest, ChatResponse> answering) {
        this.answering = answering;
    }

    static FakeModel saying(String text) {
        return new FakeModel(request -> response(text));
    }

    /** Answers as a good model would, from what it sees: the first number cited, and this said of each choice. */
    static FakeModel ranking(double cause, Function<String, Double> action, List<String> objections) {
        return new FakeModel(request -> response(reply(request, cause, action, objections)));
    }

    /** The worst that is still in shape: the engine's choice is worth nothing, and everything is objected to. */
    static FakeModel contrary() {
        return new FakeModel(request -> {
            List<String> actions = actions(request);
            return response(reply(request, 0, action -> action.equals(actions.get(0)) ? 0.0 : 1.0, actions));
        });
    }

    static ChatResponse response(String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .finishReason(FinishReason.STOP)
                .tokenUsage(new TokenUsage(700, 90))
                .build();
    }

    static String reply(ChatRequest request, double cause, Function<String, Double> action, List<String> objections) {
        JsonNode seen = seen(request);
        var reply = JSON.createObjectNode();
        reply.put("abstain", false);
        if (!seen.at("/choose_from/causes").isEmpty()) {
            var causes = reply.putArray("causes");
            seen.at("/choose_from/causes")
                    .forEach(name ->
                            causes.addObject().put("cause", name.asText()).put("probability", cause));
        }
        if (!seen.at("/choose_from/actions").isEmpty()) {
            var actions = reply.putArray("actions");
            actions(request).forEach(id -> actions.addObject().put("action", id).put("probability", action.apply(id)));
            objections.forEach(reply.putArray("object_to")::add);
        }
        reply.putArray("evidence")
                .addObject()
                .put("id", seen.at("/evidence/0/id").asText())
                .put("value", seen.at("/evidence/0/value").asText());
        reply.put("reason", "the first number says so");
        return reply.toString();
    }

    static List<String> actions(ChatRequest request) {
        List<String> actions = new ArrayList<>();
        seen(request)
                .at("/choose_from/actions")
                .forEach(one -> actions.add(one.get("action").asText()));
        return actions;
    }

    static JsonNode seen(ChatRequest request) {
        try {
            return JSON.readTree(((UserMessage) request.messages().get(1)).singleText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything that left the process. */
    String sent() {
        StringBuilder sent = new StringBuilder();
        asked.forEach(request -> sent.append(request.messages()).append(request.parameters()));
        return sent.toString();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        asked.add(request);
        return answering.apply(request);
    }
}
