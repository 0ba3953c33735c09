package io.selfheal;

import static io.selfheal.rule.Rules.when;

import io.selfheal.http.HealthEndpoint;
import io.selfheal.http.HttpProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service with a healer that heals once and is closed. */
public final class Deployed implements Runnable {
    private final String journal;
    private volatile double load = 0.95;

    /** Made by the test, in a class loader of its own. */
    public Deployed(String journal) {
        this.journal = journal;
    }

    @Override
    public void run() {
        SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .every(Duration.ofMillis(10))
                .journal(Path.of(journal))
                .probe(Probe.gauge("load.ratio", () -> load).every(Duration.ofMillis(10)))
                .rule(OverRule.of("load.ratio", 0.9, 0.8, "mend"))
                .action(RecoveryAction.of("mend", Risk.SAFE, () -> load = 0.3))
                .start();
        while (load > 0.5) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        HealthEndpoint.of(healing).answer("/health");
        healing.close();
        if (!Sensor.of(probe(), "a").equals(Sensor.of(probe(), "a")) || !rule().equals(rule())) {
            throw new IllegalStateException("a policy that changes begins all anew");
        }
    }

    private static Probe probe() {
        return HttpProbe.of("a", URI.create("http://localhost:1/health")).nonBlocking();
    }

    private static Rule rule() {
        return when("a").above(1).lasting(Duration.ofSeconds(1)).and(when("b").isDown());
    }
}
