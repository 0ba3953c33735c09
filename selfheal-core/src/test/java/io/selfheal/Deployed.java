package io.selfheal;

import io.selfheal.http.HealthEndpoint;
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
    }
}
