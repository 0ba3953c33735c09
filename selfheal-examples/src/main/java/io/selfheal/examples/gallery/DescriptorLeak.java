package io.selfheal.examples.gallery;

import java.time.Duration;

/** Half of the files are not closed: a hundred descriptors each second. */
final class DescriptorLeak implements Fault {
    @Override
    public String name() {
        return "descriptor-leak";
    }

    @Override
    public void inject(Shop shop) {
        shop.leaks().forget(Leaks.Of.DOCUMENTS, 2, Integer.MAX_VALUE);
    }

    @Override
    public void end(Shop shop) {
        shop.leaks().mend();
    }

    @Override
    public Duration exposure() {
        return Duration.ofSeconds(12);
    }

    @Override
    public Cure cure() {
        return Cure.beforeItHurts("close-idle-files");
    }
}
