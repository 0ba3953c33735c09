package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Instance.Word;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a control: a shop under load that is well, whatever it looks like, and whether it was left alone. */
final class Vigil {
    private final Control control;
    private final Premises premises;
    private final Duration lasts;

    Vigil(Control control, Premises premises, Duration lasts) {
        this.control = control;
        this.premises = premises;
        this.lasts = lasts;
    }

    Peace run() throws Exception {
        try (Supervisor supervisor = Supervisor.start(premises);
                Load load = Load.at(supervisor::uri, control::rate)) {
            Instance shop = supervisor.instances().get(0);
            shop.tell("stir " + control.name());
            TimeUnit.NANOSECONDS.sleep(lasts.toNanos());
            load.end();
            Latencies latencies = new Latencies(load.answers());
            List<String> done = shop.words().stream()
                    .filter(word -> word.what().equals("started"))
                    .map(word -> word.rest().get(0))
                    .toList();
            List<Word> opened = shop.words().stream()
                    .filter(word -> word.what().equals("opened"))
                    .toList();
            return new Peace(
                    control.name(),
                    done,
                    opened.stream().map(word -> word.rest().get(0)).toList(),
                    latencies.failed(),
                    latencies.size(),
                    latencies.p99(),
                    shop.alive());
        }
    }

    /**
     * What came of it.
     *
     * @param control its name
     * @param done which actions were started; none, if all is well
     * @param opened which incidents were opened; one that nothing was done about is no harm
     * @param failed how many requests failed
     * @param sent how many were answered, or failed
     * @param p99 the 99th percentile of their latency, in milliseconds
     * @param alive whether the shop's process lived to the end
     */
    record Peace(
            String control, List<String> done, List<String> opened, long failed, long sent, double p99, boolean alive) {
        boolean kept() {
            return done.isEmpty() && alive;
        }
    }
}
