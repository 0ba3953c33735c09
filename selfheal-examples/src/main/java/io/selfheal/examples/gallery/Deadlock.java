package io.selfheal.examples.gallery;

import java.time.Duration;

/** Two requests lock two things in opposite order, and every later one that needs them waits behind. */
final class Deadlock implements Fault {
    @Override
    public String name() {
        return "deadlock";
    }

    @Override
    public void inject(Shop shop) {
        shop.ledger().cross();
    }

    @Override
    public void end(Shop shop) {
        // it happens once
    }

    @Override
    public Cure cure() {
        return Cure.of("break-deadlock", Duration.ofSeconds(1));
    }
}
