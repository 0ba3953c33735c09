package io.selfheal.examples.gallery;

import java.time.Duration;

/** The payment provider takes requests and does not answer them any more. */
final class HangingDownstream implements Fault {
    @Override
    public String name() {
        return "hanging-downstream";
    }

    @Override
    public void inject(Shop shop) {
        shop.provider().takes(Duration.ofHours(1));
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
