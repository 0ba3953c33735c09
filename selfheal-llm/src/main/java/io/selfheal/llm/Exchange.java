package io.selfheal.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/** A request and its answer as one JSON object, and back: a line of a recording. */
final class Exchange {
    private Exchange() {}

    /** All of a request that matters for its answer. */
    static ObjectNode request(ChatRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode messages = json.putArray("messages");
        for (ChatMessage message : request.messages()) {
            messages.addObject().put("role", message.type().name()).put("text", text(message));
        }
        json.put("model", String.valueOf(request.modelName()));
        json.put("temperature", String.valueOf(request.temperature()));
        json.put("maxOutputTokens", String.valueOf(request.maxOutputTokens()));
        json.put("format", String.valueOf(request.responseFormat()));
        return json;
    }

    static ObjectNode answer(ChatResponse response) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        AiMessage message = response.aiMessage();
        if (message.text() != null) {
            json.put("text", message.text());
        }
        if (message.hasToolExecutionRequests()) {
            ArrayNode tools = json.putArray("tools");
            message.toolExecutionRequests()
                    .forEach(tool -> tools.addObject().put("name", tool.name()).put("arguments", tool.arguments()));
        }
        if (response.finishReason() != null) {
            json.put("finish", response.finishReason().name());
        }
        TokenUsage usage = response.tokenUsage();
        if (usage != null && usage.inputTokenCount() != null && usage.outputTokenCount() != null) {
            json.put("inputTokens", usage.inputTokenCount());
            json.put("outputTokens", usage.outputTokenCount());
        }
        return json;
    }

    static ChatResponse answer(JsonNode json) {
        AiMessage.Builder message = AiMessage.builder();
        if (json.has("text")) {
            message.text(json.get("text").asText());
        }
        if (json.has("tools")) {
            message.toolExecutionRequests(List.of(ToolExecutionRequest.builder()
                    .name(json.at("/tools/0/name").asText())
                    .arguments(json.at("/tools/0/arguments").asText())
                    .build()));
        }
        ChatResponse.Builder response = ChatResponse.builder().aiMessage(message.build());
        if (json.has("finish")) {
            response.finishReason(FinishReason.valueOf(json.get("finish").asText()));
        }
        if (json.has("inputTokens")) {
            response.tokenUsage(new TokenUsage(
                    json.get("inputTokens").asInt(), json.get("outputTokens").asInt()));
        }
        return response.build();
    }

    private static String text(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        return message instanceof UserMessage user && user.hasSingleText() ? user.singleText() : message.toString();
    }
}
