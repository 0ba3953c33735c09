package io.selfheal.http;

import static io.selfheal.http.Patient.incident;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.Decision;
import io.selfheal.Deployment;
import io.selfheal.Fault;
import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Incident.State;
import io.selfheal.Lease;
import io.selfheal.Metric;
import io.selfheal.Proposal;
import io.selfheal.Silence;
import io.selfheal.Status;
import io.selfheal.Verdict;
import io.selfheal.View;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class HealthEndpointTest {
    private static final Decision HOLD = new Decision.Hold("Cooldown", "clear-cache ran 10 s ago");
    private static final Metric UP = Health.up("orders.self");
    private static final Metric DOWN = Health.down("orders.self", "deadlock");

    record Row(String what, Patient patient, Status expected, int code) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> statuses() {
        Metric gauge = Gauge.of("memory.used.ratio", 0.5);
        return Stream.of(
                new Row("nothing is known", new Patient(), Status.UP, 200),
                new Row("gauges only", new Patient().with("", gauge), Status.UP, 200),
                new Row("own health up", new Patient().with("", UP), Status.UP, 200),
                new Row("own health down", new Patient().with("", DOWN), Status.DOWN, 503),
                new Row("own health up and down", new Patient().with("", UP, Health.down("b", "")), Status.DOWN, 503),
                new Row(
                        "own degraded",
                        new Patient().with("", new Health("a", Status.DEGRADED, "")),
                        Status.DEGRADED,
                        200),
                new Row(
                        "own unknown",
                        new Patient().with("", UP, new Health("b", Status.UNKNOWN, "")),
                        Status.UNKNOWN,
                        200),
                new Row("own down went stale", new Patient().withStale("", DOWN), Status.UNKNOWN, 200),
                new Row("all of own gauges stale", new Patient().withStale("", gauge), Status.UNKNOWN, 200),
                new Row(
                        "some of own gauges stale",
                        new Patient().withStale("", gauge).with("", Gauge.of("b", 1)),
                        Status.UP,
                        200),
                new Row(
                        "other down",
                        new Patient().with("", UP).with("db", Health.down("db", "")),
                        Status.DEGRADED,
                        200),
                new Row(
                        "other down, own unseen",
                        new Patient().with("db", Health.down("db", "")),
                        Status.DEGRADED,
                        200),
                new Row(
                        "other down, own unknown",
                        new Patient().withStale("", UP).with("db", Health.down("db", "")),
                        Status.DEGRADED,
                        200),
                new Row("other unknown", new Patient().with("", UP).withStale("db", Health.up("db")), Status.UP, 200),
                new Row("both down", new Patient().with("", DOWN).with("db", Health.down("db", "")), Status.DOWN, 503),
                new Row(
                        "own incident",
                        new Patient().with("", UP).with(incident("orders", State.OPEN, HOLD)),
                        Status.DEGRADED,
                        200),
                new Row(
                        "other's incident",
                        new Patient().with(incident("db", State.ESCALATED, HOLD)),
                        Status.DEGRADED,
                        200),
                new Row("closed incident", new Patient().with(incident("orders", State.CLOSED, HOLD)), Status.UP, 200));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void theStatusSumsUpWhatIsKnown(Row row) throws Exception {
        HealthAnswer answer = endpoint(row.patient.view()).answer("/health");
        assertThat(json(answer).path("status").asText()).isEqualTo(row.expected.name());
        assertThat(answer.status()).isEqualTo(row.code);
        assertThat(answer.contentType()).isEqualTo("application/json");
    }

    @Test
    void everythingIsToldInOneDocument() throws Exception {
        View view = new Patient()
                .with("", UP, Gauge.of("cpu.used.ratio", 0.204), Gauge.of("process.cpu.used.ratio", 0.1))
                .withStale("", Gauge.of("disk.used.ratio", 0.7))
                .with("payments", Health.down("payments", "answered 503"), Gauge.of("payments.response.seconds", 1))
                .withStale("mail", Health.up("mail"))
                .with(incident("orders", State.ACTING, Decision.Heal.of("shed-load", "too full"), Verdict.NO_EFFECT))
                .with(incident("search", State.OPEN, HOLD))
                .with(incident("cache", State.ESCALATED, new Decision.Escalate("nothing left")))
                .with(incident("old", State.CLOSED, HOLD))
                .view(
                        Map.of("probe mail", new Fault("java.lang.IllegalStateException", "gone", "")),
                        Map.of("journal", 3L));
        String attempt = "{\"action\":\"clear-cache\",\"started\":\"2026-01-01T00:00:00Z\",\"verdict\":\"NO_EFFECT\"}";
        String running = "{\"action\":\"shed-load\",\"started\":\"2026-01-01T00:00:00Z\",\"verdict\":null}";
        String rest = "\"since\":\"2026-01-01T00:00:00Z\",\"symptom\":\"memory.used.ratio is 91 % (above 90 %)\",";
        String start = "{\"id\":\"20260101-000000-1\",\"component\":";
        assertThat(json(endpoint(view).answer("/health"))).isEqualTo(new ObjectMapper().readTree("""
                {"status":"DEGRADED","service":"orders","mode":"ENFORCE","time":"2026-01-01T00:00:22Z",
                 "loop":{"turning":true,"turns":22},
                 "metrics":{"cpu.used.ratio":0.204,"memory.used.ratio":null,"process.cpu.used.ratio":0.1},
                 "components":{
                  "orders":{"status":"DEGRADED","metrics":4,"stale":1},
                  "payments":{"status":"DOWN","detail":"answered 503","metrics":2,"stale":0},
                  "mail":{"status":"UNKNOWN","detail":"last seen UP, 20 s ago","metrics":1,"stale":1},
                  "search":{"status":"DEGRADED","metrics":0,"stale":0},
                  "cache":{"status":"DEGRADED","metrics":0,"stale":0}},
                 "incidents":[
                  %s"orders","problem":"memory-high","state":"ACTING",%s
                   "decision":{"name":"Heal","action":"shed-load","reason":"too full"},"attempts":[%s,%s],
                   "victims":[],"evidence":[]},
                  %s"search","problem":"memory-high","state":"OPEN",%s
                   "decision":{"name":"Cooldown","reason":"clear-cache ran 10 s ago"},"attempts":[],
                   "victims":[],"evidence":[]},
                  %s"cache","problem":"memory-high","state":"ESCALATED",%s
                   "decision":{"name":"Escalate","reason":"nothing left"},"attempts":[],
                   "victims":[],"evidence":[]}],
                 "storm":null,"proposals":[],"leases":[],"deployments":[],"silences":[],
                 "failing":{"probe mail":"IllegalStateException: gone"},
                 "lost":{"journal":3}}
                """.formatted(
                                start, rest, attempt, running, start, rest, start, rest)));
    }

    @Test
    void whatHoldsHealingBackAndWhatIsInForceIsTold() throws Exception {
        View calm = new Patient().view();
        Proposal proposal = new Proposal(
                "1.1", "1", Decision.Heal.of("restart", "deadlock"), Patient.BEGIN, Patient.BEGIN.plusSeconds(900));
        View view = new View(
                "orders",
                calm.mode(),
                1,
                calm.nanos(),
                calm.snapshot(),
                List.of(),
                List.of(proposal),
                List.of(new Lease("2", "web", "shed-load", "half of the load", Duration.ofSeconds(30))),
                List.of(Silence.of(Duration.ofMinutes(5), "deployment").on("db")),
                List.of(new Deployment("orders", "v42", Patient.BEGIN)),
                Optional.of("11 incidents"),
                Map.of(),
                Map.of());

        JsonNode page = json(endpoint(view).answer("/health"));

        assertThat(page.path("storm").asText()).isEqualTo("11 incidents");
        assertThat(page.path("proposals")).isEqualTo(new ObjectMapper().readTree("""
                [{"id":"1.1","action":"restart","reason":"deadlock","expires":"2026-01-01T00:15:00Z"}]"""));
        assertThat(page.path("leases")).isEqualTo(new ObjectMapper().readTree("""
                [{"name":"half of the load","component":"web","action":"shed-load","incident":"2"}]"""));
        assertThat(page.path("silences")).isEqualTo(new ObjectMapper().readTree("""
                [{"component":"db","reason":"deployment"}]"""));
        assertThat(page.path("deployments")).isEqualTo(new ObjectMapper().readTree("""
                [{"component":"orders","version":"v42","time":"2026-01-01T00:00:00Z"}]"""));
    }

    @Test
    void aNumberThatIsNoneIsNull() throws Exception {
        View view =
                new Patient().with("", Gauge.of("cpu.used.ratio", Double.NaN)).view();
        assertThat(json(endpoint(view).answer("/health")).path("metrics").toString())
                .isEqualTo("{\"cpu.used.ratio\":null,\"memory.used.ratio\":null}");
    }

    @Test
    void hostileTextStaysText() throws Exception {
        String hostile = "\"},\u0000\n\u0085\u2028\u202e\ud800</script>é漢😀\\";
        View calm = new Patient().view();
        View view = new View(
                hostile,
                calm.mode(),
                1,
                0,
                calm.snapshot(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of(hostile, 1L));
        HealthAnswer answer = endpoint(view).answer("/health");
        assertThat(answer.body()).matches("[\\x20-\\x7e]+");
        assertThat(json(answer).path("service").asText()).isEqualTo(hostile.replace("\ud800<", "?<"));
        assertThat(json(answer)
                        .path("lost")
                        .path(hostile.replace("\ud800<", "?<"))
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aLoopThatStandsStillMakesTheHealthUnknownAndLeavesTheProcessAlive() throws Exception {
        View view = new Patient().with("", DOWN).view();
        AtomicBoolean turning = new AtomicBoolean(true);
        HealthEndpoint endpoint = HealthEndpoint.of(() -> view, turning::get);
        assertThat(endpoint.answer("/health").status()).isEqualTo(503);
        assertThat(endpoint.answer("/livez").body()).isEqualTo("{\"status\":\"UP\",\"loop\":{\"turning\":true}}");
        turning.set(false);
        HealthAnswer still = endpoint.answer("/health");
        assertThat(still.status()).isEqualTo(200);
        assertThat(json(still).path("status").asText()).isEqualTo("UNKNOWN");
        assertThat(json(still).path("loop").path("turning").asBoolean(true)).isFalse();
        assertThat(endpoint.answer("/livez").status()).isEqualTo(200);
        assertThat(endpoint.answer("/livez").body()).isEqualTo("{\"status\":\"UP\",\"loop\":{\"turning\":false}}");
    }

    @Test
    void livenessAndReadinessDoNotDependOnOthers() {
        View view = new Patient()
                .with("", DOWN)
                .with("db", Health.down("db", ""))
                .with(incident("db", State.ESCALATED, HOLD))
                .view();
        assertThat(endpoint(view).answer("/livez").status()).isEqualTo(200);
        assertThat(endpoint(view).answer("/readyz").status()).isEqualTo(200);
    }

    @Test
    void itIsReadyOnceTheLoopHasTurned() {
        View after = new Patient().view();
        View before = new View(
                "orders",
                after.mode(),
                0,
                0,
                after.snapshot(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of());
        assertThat(endpoint(before).answer("/readyz").status()).isEqualTo(503);
        assertThat(endpoint(before).answer("/readyz").body())
                .isEqualTo("{\"status\":\"DOWN\",\"detail\":\"the loop has not turned yet\"}");
        assertThat(endpoint(before).answer("/health").body()).startsWith("{\"status\":\"UNKNOWN\"");
        assertThat(HealthEndpoint.of(() -> after, () -> false).answer("/readyz").body())
                .isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void theHostHasItsSayInReadiness() {
        View view = new Patient().view();
        assertThat(endpoint(view).ready(() -> true).answer("/readyz").status()).isEqualTo(200);
        HealthAnswer no = endpoint(view).ready(() -> false).answer("/readyz");
        assertThat(no.status()).isEqualTo(503);
        assertThat(no.body()).contains("the service says that it is not ready");
        BooleanSupplier broken = () -> {
            throw new StackOverflowError("deep\n\"");
        };
        HealthAnswer failed = endpoint(view).ready(broken).answer("/readyz");
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.body()).contains("check failed: StackOverflowError: deep\\\\n\\\"\"}");
    }

    @Test
    void aReadinessCheckThatHangsHoldsUpOneCallerOnly() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        View view = new Patient().view();
        HealthEndpoint endpoint = endpoint(view).ready(() -> {
            asked.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        CompletableFuture<HealthAnswer> first = CompletableFuture.supplyAsync(() -> endpoint.answer("/readyz"));
        asked.await();
        HealthAnswer second = endpoint.answer("/readyz");
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.body()).contains("does not return");
        release.countDown();
        assertThat(first.get().status()).isEqualTo(200);
    }

    @Test
    void aViewIsRenderedOnce() {
        View view = new Patient().with("", UP).view();
        HealthEndpoint endpoint = endpoint(view);
        assertThat(endpoint.answer("/health")).isSameAs(endpoint.answer("/health"));
    }

    @Test
    void anUnknownPathSaysWhichThereAre() {
        HealthEndpoint endpoint = endpoint(new Patient().view());
        for (String path : List.of("/", "", "/healthz", "/health/", "/env", "/../health")) {
            assertThat(endpoint.answer(path).status()).as(path).isEqualTo(404);
        }
        assertThat(endpoint.answer("/x").body()).contains("/health, /livez and /readyz");
    }

    private static HealthEndpoint endpoint(View view) {
        return HealthEndpoint.of(() -> view, () -> true);
    }

    private static JsonNode json(HealthAnswer answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
