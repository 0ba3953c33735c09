package io.selfheal.examples.gallery;

/** Temporary files are not deleted: 4 MB each second. */
final class DiskFilling implements Fault {
    @Override
    public String name() {
        return "disk-filling";
    }

    @Override
    public void inject(Shop shop) {
        shop.spool().tidy(false);
    }

    @Override
    public void end(Shop shop) {
        shop.spool().tidy(true);
    }

    @Override
    public Cure cure() {
        return Cure.beforeItHurts("purge-spool");
    }
}
