package io.selfheal.examples.gallery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that the {@link Laboratory} looks into: a fault of the gallery, or a healthy shop that looks as if it had one.
 *
 * @param name what it is called, in lower case with dashes
 * @param healthy whether nothing is wrong, so that the incident has to be opened by hand
 * @param fresh whether it happens while the shop is still cold
 * @param outside whether what is wrong lies outside of the process, so that the next process meets it, too
 * @param rush by what share of the usual more customers come for a while
 * @param event what happens in the shop
 */
record Condition(String name, boolean healthy, boolean fresh, boolean outside, double rush, Event event) {
    /** Faults that another process does not mend. */
    private static final Set<String> OUTSIDE = Set.of("hanging-downstream", "slow-downstream", "disk-filling");

    private static final int LARGE = (40 << 20) / Report.BYTES;
    private static final int GARBAGE_MIB = 64;

    /** What happens in a shop; returns at once. */
    interface Event {
        void in(Shop shop) throws Exception;
    }

    /** All faults, then all that is healthy. */
    static List<Condition> all() {
        return Stream.concat(
                        Faults.all().stream().map(Condition::of),
                        Stream.of(
                                healthy("quiet", 0, shop -> {}),
                                healthy("burst-of-load", 1, shop -> {}),
                                healthy("large-steady-cache", 0, Condition::fillCache),
                                healthy("heap-full-of-garbage", 0, shop -> meanwhile(Condition::litter)),
                                new Condition("slow-start", true, true, false, 0, shop -> provider(shop, 80, 1_500)),
                                healthy("batch-job", 0, shop -> meanwhile(Condition::compute)),
                                healthy("downstream-hiccup", 0, shop -> provider(shop, 300, 700))))
                .toList();
    }

    /** One by its name; throws {@link IllegalArgumentException} if there is none, naming those that there are. */
    static Condition named(String name) {
        return all().stream()
                .filter(condition -> condition.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no condition \"" + name + "\": there are "
                        + all().stream().map(Condition::name).toList()));
    }

    private static Condition of(Fault fault) {
        return new Condition(fault.name(), false, false, OUTSIDE.contains(fault.name()), 0, fault::inject);
    }

    private static Condition healthy(String name, double rush, Event event) {
        return new Condition(name, true, false, false, rush, event);
    }

    /** A quarter of the heap, and no more. */
    private static void fillCache(Shop shop) {
        shop.reports().bound(LARGE);
        meanwhile(() -> {
            for (long order = -1; order >= -LARGE; order--) {
                shop.reports().of(order);
            }
        });
    }

    /** The heap is used, but nearly nothing of it lives. */
    private static void litter() {
        byte[][] litter = new byte[GARBAGE_MIB][];
        for (int i = 0; i < litter.length; i++) {
            litter[i] = new byte[1 << 20];
        }
    }

    /** Honest work, which ends by itself. */
    private static void compute() {
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        double sum = 0;
        for (long i = 1; System.nanoTime() < end; i++) {
            sum += 1.0 / i;
        }
        if (Double.isNaN(sum)) {
            throw new ArithmeticException("there is no such sum");
        }
    }

    private static void provider(Shop shop, int millis, int lasting) {
        shop.provider().takes(Duration.ofMillis(millis));
        meanwhile(() -> {
            Thread.sleep(lasting);
            shop.provider().takes(Duration.ofMillis(2));
        });
    }

    private static void meanwhile(Work work) {
        Daemons.named("batch")
                .newThread(() -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start();
    }

    private interface Work {
        void run() throws InterruptedException;
    }
}
