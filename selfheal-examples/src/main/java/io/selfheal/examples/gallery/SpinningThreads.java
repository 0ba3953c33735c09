package io.selfheal.examples.gallery;

import java.time.Duration;

/** Three requests compute for ever, each on a core as far as there are any. */
final class SpinningThreads implements Fault {
    @Override
    public String name() {
        return "spinning-threads";
    }

    @Override
    public void inject(Shop shop) {
        shop.pricing().diverge(3);
    }

    @Override
    public void end(Shop shop) {
        shop.pricing().diverge(0);
    }

    @Override
    public Cure cure() {
        return Cure.of("cancel-pricing", Duration.ofSeconds(2));
    }
}
