package io.selfheal.examples.advised;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Stands in for a model where there is none: speaks OpenAI's protocol on the loopback interface, and answers by a rule of
 * thumb. It shows what goes over the wire; it is no model.
 */
final class StandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1 << 20;

    private final HttpServer server;

    private StandIn(HttpServer server) {
        this.server = server;
    }

    static StandIn start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", StandIn::answer);
        server.start();
        return new StandIn(server);
    }

    /** Its base URL, as an OpenAI client wants it. */
    URI uri() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readNBytes(MOST_BYTES));
            JsonNode facts = JSON.readTree(request.at("/messages/1/content").asText());
            String shape = request.at("/response_format/json_schema/name").asText();
            String said = (shape.equals("advice") ? advice(facts) : view(facts)).toString();
            ObjectNode reply = JSON.createObjectNode();
            reply.put("id", "stand-in").put("object", "chat.completion").put("model", "stand-in");
            ObjectNode choice = reply.putArray("choices").addObject();
            choice.put("index", 0).put("finish_reason", "stop");
            choice.putObject("message").put("role", "assistant").put("content", said);
            reply.putObject("usage")
                    .put("prompt_tokens", request.toString().length() / 4)
                    .put("completion_tokens", said.length() / 4)
                    .put("total_tokens", (request.toString().length() + said.length()) / 4);
            byte[] bytes = reply.toString().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The thumb: what is named like what is high is the likelier, and the gentlest action the better. */
    private static ObjectNode advice(JsonNode facts) {
        JsonNode number = facts.at("/evidence/0");
        ObjectNode advice = JSON.createObjectNode();
        advice.put("abstain", false);
        ArrayNode causes = advice.putArray("causes");
        for (JsonNode cause : facts.at("/choose_from/causes")) {
            causes.addObject()
                    .put("cause", cause.asText())
                    .put("probability", cause.asText().equals("cache bloat") ? 0.7 : 0.1);
        }
        ArrayNode actions = advice.putArray("actions");
        for (JsonNode action : facts.at("/choose_from/actions")) {
            actions.addObject()
                    .put("action", action.at("/action").asText())
                    .put("probability", action.at("/risk").asText().equals("SAFE") ? 0.8 : 0.3);
        }
        advice.putArray("object_to");
        advice.putArray("evidence")
                .addObject()
                .put("id", number.at("/id").asText())
                .put("value", number.at("/value").asText());
        advice.put(
                "reason",
                number.at("/name").asText() + " is at " + number.at("/value").asText()
                        + ", and what is cheap to build again is the first to be given up.");
        return advice;
    }

    private static ObjectNode view(JsonNode facts) {
        ObjectNode view = JSON.createObjectNode();
        String action = facts.findPath("action").asText("nothing");
        view.put(
                "summary",
                "The problem was seen, " + action + " was run, and the outcome was "
                        + facts.findPath("verdict").asText("open") + ".");
        view.put("likely_cause", "A cache that grows with the traffic and that nothing bounds.");
        view.putArray("next_steps").add("Bound the cache by size.").add("Watch how fast it fills again.");
        return view;
    }
}
