package io.selfheal.examples.gallery;

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
    public Cure cure() {
        return Cure.beforeItHurts("trim-caches");
    }
}
