package io.selfheal.examples;

import io.selfheal.SelfHealing;
import io.selfheal.examples.Screen.Tone;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows the service's numbers every two seconds. */
final class Vitals implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SelfHealing healing;
    private final OrderCache cache;
    private final Traffic traffic;
    private final Screen screen;

    private Vitals(SelfHealing healing, OrderCache cache, Traffic traffic, Screen screen) {
        this.healing = healing;
        this.cache = cache;
        this.traffic = traffic;
        this.screen = screen;
    }

    static Vitals of(SelfHealing healing, OrderCache cache, Traffic traffic, Screen screen) {
        Vitals vitals = new Vitals(healing, cache, traffic, screen);
        Thread thread = new Thread(vitals::showEveryTwoSeconds, "vitals");
        thread.setDaemon(true);
        thread.start();
        return vitals;
    }

    void show() {
        screen.say(
                "",
                String.format(
                        Locale.ROOT,
                        "heap %s  cpu %s  host memory %s  cache %3d MiB  requests %5d  failed %d",
                        percent("heap.live.ratio"),
                        percent("process.cpu.used.ratio"),
                        percent("memory.used.ratio"),
                        cache.bytes() >> 20,
                        traffic.sent(),
                        traffic.failed()),
                Tone.FAINT);
    }

    private void showEveryTwoSeconds() {
        try {
            while (!closed.await(2, TimeUnit.SECONDS)) {
                show();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String percent(String metric) {
        OptionalDouble ratio = healing.view().snapshot().gauge(metric);
        return ratio.isPresent() ? String.format(Locale.ROOT, "%3.0f %%", 100 * ratio.getAsDouble()) : "  - %";
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
