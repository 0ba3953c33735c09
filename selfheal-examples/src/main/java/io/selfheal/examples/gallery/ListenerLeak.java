package io.selfheal.examples.gallery;

import java.time.Duration;

/** Visitors subscribe to something and never unsubscribe: the heap fills with what no cache can give back. */
final class ListenerLeak implements Fault {
    @Override
    public String name() {
        return "listener-leak";
    }

    @Override
    public void inject(Shop shop) {
        shop.newsletter().unsubscribes(false);
    }

    @Override
    public void end(Shop shop) {
        shop.newsletter().unsubscribes(true);
    }

    @Override
    public Duration exposure() {
        return Duration.ofSeconds(16);
    }

    @Override
    public Cure cure() {
        return Cure.beforeItHurts("graceful-restart");
    }
}
