package io.selfheal.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Whole exchanges with a model in a file, one JSON object a line, for tests that need no model: record once, replay for ever.
 * A recording holds what was sent and what came back, so look at it before you commit it.
 */
public final class Recordings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    /**
     * A model that writes down every exchange.
     *
     * @param model the model that is really asked
     * @param file where to; appended to, made if missing
     * @return the model; throws {@link UncheckedIOException} from its calls if the file cannot be written
     */
    public static ChatModel recording(ChatModel model, Path file) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                ObjectNode exchange = JsonNodeFactory.instance.objectNode();
                exchange.set("request", Exchange.request(request));
                try {
                    ChatResponse response = model.chat(request);
                    exchange.set("answer", Exchange.answer(response));
                    return response;
                } catch (RuntimeException failed) {
                    exchange.put("failure", failed.getClass().getSimpleName());
                    throw failed;
                } finally {
                    append(file, exchange);
                }
            }
        };
    }

    /**
     * A model that answers from a recording: each request as often, and in the order, as it was recorded.
     *
     * @param file the recording
     * @return the model; throws {@link UnknownRequestException} for a request that was not recorded, or not that often
     * @throws UncheckedIOException if the file cannot be read
     */
    public static ChatModel replaying(Path file) {
        Map<String, Deque<JsonNode>> exchanges = read(file);
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                String key = Exchange.request(request).toString();
                JsonNode exchange;
                synchronized (exchanges) {
                    Deque<JsonNode> left = exchanges.get(key);
                    if (left == null || left.isEmpty()) {
                        throw new UnknownRequestException(left == null, file, key);
                    }
                    exchange = left.removeFirst();
                }
                if (exchange.has("failure")) {
                    throw new IllegalStateException("it failed when it was recorded: "
                            + exchange.get("failure").asText());
                }
                return Exchange.answer(exchange.get("answer"));
            }
        };
    }

    private static Map<String, Deque<JsonNode>> read(Path file) {
        Map<String, Deque<JsonNode>> exchanges = new HashMap<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file, UTF_8)) {
                number++;
                if (!line.isBlank()) {
                    JsonNode exchange = JSON.readTree(line);
                    if (!exchange.has("request") || !(exchange.has("answer") || exchange.has("failure"))) {
                        throw new IOException("it is no exchange");
                    }
                    exchanges
                            .computeIfAbsent(exchange.get("request").toString(), key -> new ArrayDeque<>())
                            .addLast(exchange);
                }
            }
            return exchanges;
        } catch (IOException e) {
            throw new UncheckedIOException("line " + number + " of the recording " + file + " cannot be read", e);
        }
    }

    private static synchronized void append(Path file, ObjectNode exchange) {
        try {
            Files.writeString(file, exchange + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A replayed model was asked what it was not asked when it was recorded. */
    public static final class UnknownRequestException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final int SHOWN = 2_000;

        UnknownRequestException(boolean never, Path file, String request) {
            super((never ? "not in the recording " : "asked more often than in the recording ") + file
                    + ": record it again, or find what changed in the request: "
                    + request.substring(0, Math.min(SHOWN, request.length())));
        }
    }
}
