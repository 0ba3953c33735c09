package io.selfheal.examples;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Mode;
import io.selfheal.SelfHealing;
import io.selfheal.http.HealthEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A real HTTP service gets sick under real requests, and heals itself while you watch. Ends with 0 if it was healed and
 * with 1 if not; with {@code --serve} it goes on until it is stopped.
 */
public final class Quickstart {
    private static final int REQUESTS_PER_SECOND = 200;
    /** The cache is full again after some two minutes, when the cooldown of the action is over. */
    private static final int SERVING_PER_SECOND = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Quickstart() {}

    /**
     * Runs the example.
     *
     * @param arguments {@code --serve} to keep it running; {@code --policy FILE} to take from a file what the code would say
     * @throws Exception if the service cannot start
     */
    public static void main(String... arguments) throws Exception {
        List<String> left = new ArrayList<>(List.of(arguments));
        boolean serve = left.remove("--serve");
        UnaryOperator<SelfHealing.Builder> described = Quickstart::described;
        if (left.size() == 2 && left.get(0).equals("--policy")) {
            Path policy = Path.of(left.get(1));
            described = builder -> builder.policy(policy);
            left.clear();
        }
        if (!left.isEmpty()) {
            System.err.println("usage: quickstart [--serve] [--policy FILE]");
            System.exit(2);
        }
        System.exit(SmallHeap.here() ? run(described, serve) : SmallHeap.run(Quickstart.class, arguments));
    }

    /** What is watched and what to do about it; {@code policy.yaml} says the same. */
    static SelfHealing.Builder described(SelfHealing.Builder builder) {
        return builder.service("orders")
                .mode(Mode.ENFORCE)
                .every(Duration.ofMillis(250)) // the heap is full within seconds
                .rule(when("heap.live.ratio")
                        .above(0.70)
                        .lasting(Duration.ofSeconds(1))
                        .clearingBelow(0.50)
                        .run("clear-cache")
                        .settling(Duration.ofSeconds(3))
                        .because("Memory usage is critically high"));
    }

    /** The whole of it; shared with {@link ObserveOnly}. */
    static int run(UnaryOperator<SelfHealing.Builder> described, boolean serve) throws Exception {
        Screen screen = Screen.ofTerminal();
        Storyteller storyteller = new Storyteller(screen);
        Path folder = Files.createTempDirectory("selfheal-");
        Path journal = folder.resolve("selfheal.jsonl");
        Path log = folder.resolve("selfheal.log");
        System.setProperty("org.slf4j.simpleLogger.logFile", log.toString());
        try (OrderService service = OrderService.start();
                SelfHealing healing = described
                        .apply(SelfHealing.builder().journal(journal))
                        .probe(new HeapProbe())
                        .action(new ClearCache(service.cache()))
                        .listener(storyteller)
                        .start()) {
            Mode mode = healing.view().mode();
            service.server().createContext("/", HealthEndpoint.of(healing).handler());
            screen.title("selfheal quickstart: an orders service whose cache nobody bounded, mode " + mode);
            screen.line("health   " + service.uri() + "/health");
            screen.line("journal  " + healing.journal().orElse("none"));
            screen.line("log      " + log);
            screen.line("");
            try (Traffic traffic = Traffic.at(service.uri(), REQUESTS_PER_SECOND);
                    Vitals vitals = Vitals.of(healing, service.cache(), traffic, screen)) {
                boolean healed =
                        mode == Mode.OBSERVE ? storyteller.decidedWithin(PATIENCE) : storyteller.healedWithin(PATIENCE);
                vitals.show();
                if (mode == Mode.OBSERVE && !serve) {
                    traffic.stop(); // nobody heals it, so it would go on filling the heap, and there is a report to
                    // write
                }
                awaitNextTurn(healing);
                screen.line("");
                IncidentReport.print(healing.incidents(), traffic, screen);
                if (serve) {
                    traffic.go(SERVING_PER_SECOND);
                    screen.line("\nserving at " + service.uri() + "/health until stopped (Ctrl-C), now "
                            + SERVING_PER_SECOND + " requests a second: what was done once is not done again at once");
                    Thread.currentThread().join();
                }
                return healed ? 0 : 1;
            }
        }
    }

    /** The view is published at the end of a turn, and listeners are told before. */
    private static void awaitNextTurn(SelfHealing healing) throws InterruptedException {
        long turns = healing.view().turns();
        for (int i = 0; i < 30 && healing.view().turns() == turns; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
