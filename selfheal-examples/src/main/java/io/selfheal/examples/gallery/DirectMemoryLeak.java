package io.selfheal.examples.gallery;

/** Half of the buffers outside the heap are not given back: 6 MB each second. */
final class DirectMemoryLeak implements Fault {
    @Override
    public String name() {
        return "direct-memory-leak";
    }

    @Override
    public void inject(Shop shop) {
        shop.leaks().forget(Leaks.Of.BUFFERS, 2, Integer.MAX_VALUE);
    }

    @Override
    public void end(Shop shop) {
        shop.leaks().mend();
    }

    @Override
    public Cure cure() {
        return Cure.beforeItHurts("reclaim-buffers");
    }
}
