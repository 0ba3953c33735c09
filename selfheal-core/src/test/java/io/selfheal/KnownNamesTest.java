package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.selfheal.diagnose.Knowledge;
import io.selfheal.downstream.BreakerProbe;
import io.selfheal.http.HttpProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the built-in knowledge calls by name of dependencies is what the core's probes report of them. */
class KnownNamesTest {
    @Test
    void everyMetricThatTheKnowledgeNamesOfDependenciesIsReported() throws Exception {
        Set<String> reported = new TreeSet<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            note(HttpProbe.of("payments", address), reported);
        } finally {
            server.stop(0);
        }
        note(BreakerProbe.of("payments", CircuitBreaker.ofDefaults("payments")), reported);
        Set<String> known = Knowledge.jvm().signs().stream()
                .flatMap(sign -> sign.metrics().stream())
                .filter(name -> name.startsWith("downstream.") || name.endsWith(".response.seconds"))
                .collect(Collectors.toSet());

        assertThat(known)
                .hasSize(3)
                .allSatisfy(pattern -> assertThat(reported)
                        .as(pattern)
                        .anyMatch(
                                name -> name.matches(pattern.replace(".", "\\.").replace("*", ".+"))));
    }

    private static void note(Probe probe, Set<String> names) throws Exception {
        probe.sample().stream().map(Metric::name).forEach(names::add);
    }
}
