package io.selfheal.examples.gallery;

import java.time.Duration;

/**
 * The payment provider takes requests, and answers them late or not at all.
 *
 * @param name the fault's name
 * @param takes how long it takes for an answer
 */
record LateDownstream(String name, Duration takes) implements Fault {
    @Override
    public void inject(Shop shop) {
        shop.provider().takes(takes);
    }

    @Override
    public void end(Shop shop) {
        shop.provider().takes(Provider.USUAL);
    }

    @Override
    public Cure cure() {
        return Cure.of("open-breaker", Duration.ofSeconds(1));
    }
}
