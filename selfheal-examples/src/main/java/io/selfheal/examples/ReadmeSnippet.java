package io.selfheal.examples;

// snippet
import static io.selfheal.rule.Rules.when;

import io.selfheal.Probe;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.http.HealthEndpoint;
import io.selfheal.http.HttpProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;

// snippet

/** What the README shows, compiled, so that it cannot rot. */
final class ReadmeSnippet {
    private ReadmeSnippet() {}

    static void serve(Queue<?> queue, Map<?, ?> cache, Runnable service) {
        // snippet
        try (SelfHealing healing = SelfHealing.builder()
                .service("orders")
                .probe(Probe.gauge("orders.queued", queue::size))
                .probe(HttpProbe.of("payments", URI.create("http://localhost:9090/health")))
                .rule(when("memory.used.ratio")
                        .above(0.90)
                        .lasting(Duration.ofSeconds(30))
                        .clearingBelow(0.80)
                        .run("clear-cache")
                        .because("Memory usage is critically high"))
                .action(RecoveryAction.of("clear-cache", Risk.SAFE, cache::clear))
                .journal(Path.of("selfheal.jsonl"))
                .start()) {
            HealthEndpoint.of(healing).start(8081); // http://127.0.0.1:8081/health
            service.run();
        }
        // snippet
    }
}
