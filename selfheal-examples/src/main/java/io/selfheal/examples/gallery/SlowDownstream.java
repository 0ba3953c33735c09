package io.selfheal.examples.gallery;

import java.time.Duration;

/** The payment provider takes nearly two seconds for each answer. */
final class SlowDownstream implements Fault {
    @Override
    public String name() {
        return "slow-downstream";
    }

    @Override
    public void inject(Shop shop) {
        shop.provider().takes(Duration.ofMillis(1_800));
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
