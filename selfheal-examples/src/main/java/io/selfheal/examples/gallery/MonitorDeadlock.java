package io.selfheal.examples.gallery;

import java.time.Duration;

/** A deadlock of monitors, which no interrupt ends: only another process does. */
final class MonitorDeadlock implements Fault {
    @Override
    public String name() {
        return "monitor-deadlock";
    }

    @Override
    public void inject(Shop shop) {
        shop.depot().cross();
    }

    @Override
    public void end(Shop shop) {
        // it happens once
    }

    @Override
    public Cure cure() {
        return Cure.of("graceful-restart", Duration.ofSeconds(6));
    }
}
