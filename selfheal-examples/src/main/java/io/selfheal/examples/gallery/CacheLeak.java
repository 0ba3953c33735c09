package io.selfheal.examples.gallery;

import java.time.Duration;

/** A cache loses its bound, and grows by a page with every request: 13 MB a second. */
final class CacheLeak implements Fault {
    @Override
    public String name() {
        return "cache-leak";
    }

    @Override
    public void inject(Shop shop) {
        shop.pages().bound(Integer.MAX_VALUE);
    }

    @Override
    public void end(Shop shop) {
        shop.pages().bound(Shop.PAGES);
    }

    @Override
    public Duration exposure() {
        return Duration.ofSeconds(12);
    }

    @Override
    public Cure cure() {
        return Cure.beforeItHurts("trim-caches");
    }
}
