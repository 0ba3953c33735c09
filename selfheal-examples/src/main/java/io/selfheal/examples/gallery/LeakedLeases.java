package io.selfheal.examples.gallery;

import java.time.Duration;

/** Ten requests in a row do not give their connection back, and there are no more than ten. */
final class LeakedLeases implements Fault {
    @Override
    public String name() {
        return "leaked-leases";
    }

    @Override
    public void inject(Shop shop) {
        shop.leaks().forget(Leaks.Of.CONNECTIONS, 1, 10);
    }

    @Override
    public void end(Shop shop) {
        shop.leaks().mend();
    }

    @Override
    public Cure cure() {
        return Cure.of("reclaim-connections", Duration.ofSeconds(3));
    }
}
