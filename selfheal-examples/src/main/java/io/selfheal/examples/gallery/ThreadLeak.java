package io.selfheal.examples.gallery;

/** Threads wait for a receipt that never comes, twenty more each second; there is address space for some two hundred. */
final class ThreadLeak implements Fault {
    @Override
    public String name() {
        return "thread-leak";
    }

    @Override
    public void inject(Shop shop) throws Exception {
        Narrowing.addressSpace(2L << 30);
        shop.exports().receipts(false);
    }

    @Override
    public void end(Shop shop) {
        shop.exports().receipts(true);
    }

    @Override
    public Cure cure() {
        return Cure.beforeItHurts("cancel-exports");
    }
}
