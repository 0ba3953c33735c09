package io.selfheal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Health;
import io.selfheal.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of each kind of answer, over a real connection. */
class HttpProbeMappingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // plain answers
                "200 | `` | UP | ``",
                "200 | fine, thanks | UP | ``",
                "201 | <html>hello</html> | UP | ``",
                "204 | `` | UP | ``",
                "301 | `` | UNKNOWN | answered 301 (a redirect, which is not followed)",
                "304 | `` | UNKNOWN | answered 304",
                "400 | plain HTTP request sent to an HTTPS port | UNKNOWN | answered 400",
                "401 | `` | UNKNOWN | answered 401 (not allowed to ask)",
                "403 | `` | UNKNOWN | answered 403 (not allowed to ask)",
                "404 | `` | UNKNOWN | answered 404 (no such path)",
                "429 | `` | DEGRADED | answered 429 (too many requests)",
                "500 | `` | DOWN | answered 500",
                "503 | busy | DOWN | answered 503",
                "599 | `` | DOWN | answered 599",
                "101 | `` | UNKNOWN | answered 101",
                "999 | `` | UNKNOWN | answered 999",
                // Spring Boot Actuator
                "200 | {\"status\":\"UP\"} | UP | ``",
                "200 | {\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"UP\",\"details\":{\"database\":\"H2\"}}}} | UP | ``",
                "503 | {\"status\":\"DOWN\"} | DOWN | answered 503, says DOWN",
                "200 | {\"status\":\"DOWN\"} | DOWN | answered 200, says DOWN",
                "503 | {\"status\":\"OUT_OF_SERVICE\"} | DOWN | answered 503, says OUT_OF_SERVICE",
                "200 | {\"status\":\"UNKNOWN\"} | UNKNOWN | answered 200, says UNKNOWN",
                "503 | {\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\"},\"disk\":{\"status\":\"UP\"}}} "
                        + "| DOWN | answered 503, says DOWN: db DOWN",
                "503 | {\"status\":\"DOWN\",\"details\":{\"db\":{\"status\":\"DOWN\"}}} "
                        + "| DOWN | answered 503, says DOWN: db DOWN",
                "503 | {\"status\":\"DOWN\",\"components\":{\"db\":{\"status\":\"DOWN\",\"components\":{"
                        + "\"primary\":{\"status\":\"OUT_OF_SERVICE\"},\"replica\":{\"status\":\"UP\"}}}}} "
                        + "| DOWN | answered 503, says DOWN: db.primary OUT_OF_SERVICE",
                "200 | {\"status\":\"UP\",\"components\":{\"mail\":{\"status\":\"DOWN\"}}} "
                        + "| UP | answered 200, says UP: mail DOWN",
                "404 | {\"timestamp\":1,\"status\":404,\"error\":\"Not Found\"} | UNKNOWN | answered 404 (no such path)",
                "503 | {\"status\":503,\"error\":\"Service Unavailable\"} | DOWN | answered 503",
                // MicroProfile Health
                "200 | {\"status\":\"UP\",\"checks\":[]} | UP | ``",
                "503 | {\"status\":\"DOWN\",\"checks\":[{\"name\":\"queue\",\"status\":\"DOWN\",\"data\":{\"size\":9}},"
                        + "{\"name\":\"db\",\"status\":\"UP\"}]} | DOWN | answered 503, says DOWN: queue DOWN",
                "503 | {\"status\":\"DOWN\",\"checks\":[{\"status\":\"DOWN\"}]} | DOWN | answered 503, says DOWN: ? DOWN",
                // application/health+json
                "200 | {\"status\":\"pass\"} | UP | ``",
                "200 | {\"status\":\"warn\",\"checks\":{\"cpu:load\":[{\"status\":\"warn\"},{\"status\":\"pass\"}]}} "
                        + "| DEGRADED | answered 200, says warn: cpu:load warn",
                "500 | {\"status\":\"fail\"} | DOWN | answered 500, says fail",
                // the body against the code
                "503 | {\"status\":\"UP\"} | DOWN | answered 503, says UP",
                "429 | {\"status\":\"UP\"} | DEGRADED | answered 429 (too many requests), says UP",
                "404 | {\"status\":\"DOWN\"} | DOWN | answered 404 (no such path), says DOWN",
                "503 | {\"status\":\"DEGRADED\"} | DEGRADED | answered 503, says DEGRADED",
                // bodies that say nothing about health
                "200 | {\"status\":\"shipped\"} | UP | answered 200, says shipped",
                "200 | {} | UP | ``",
                "200 | {\"status\":{\"code\":\"DOWN\"}} | UP | ``",
                "200 | {\"status\":null} | UP | ``",
                "200 | [\"DOWN\"] | UP | ``",
                "200 | \"DOWN\" | UP | ``",
                "200 | {\"status\":\"DOW | UP | ``",
                "200 | {\"status\":\"UP\",\"components\":7,\"checks\":[3,null,[]]} | UP | ``",
            })
    void anAnswerBecomesAHealth(int code, String body, Status status, String detail) throws Exception {
        try (RawServer server = RawServer.answering(code, body)) {
            Health health =
                    (Health) HttpProbe.of("payments", server.uri()).sample().get(0);
            assertThat(health).isEqualTo(new Health("payments", status, detail));
        }
    }
}
