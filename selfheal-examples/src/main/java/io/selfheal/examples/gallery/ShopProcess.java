package io.selfheal.examples.gallery;

import io.selfheal.SelfHealing;
import io.selfheal.http.HealthEndpoint;
import io.selfheal.http.HealthServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop in a process of its own. It says on its output where it is and what its healer does, and takes from its input what
 * is to happen: {@code inject cache-leak}, {@code stir bursts}. It ends with its input.
 */
final class ShopProcess {
    private ShopProcess() {}

    /**
     * Serves until the input ends.
     *
     * @param arguments a folder; then {@code heal} to have a healer, {@code cold} to open without warming up
     */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<String> how = List.of(arguments);
        Shop shop = Shop.start(folder);
        if (!how.contains("cold")) {
            shop.warmUp();
        }
        URI health = how.contains("heal") ? heal(shop, folder) : shop.uri();
        Announcer.say("ready", Instant.now(), shop.uri().toString(), health.toString());
        obey(shop);
        System.exit(0);
    }

    private static URI heal(Shop shop, Path folder) {
        SelfHealing healing = Healing.of(shop)
                .journal(folder.resolve("selfheal.jsonl"))
                .listener(new Announcer())
                .start();
        HealthServer health =
                HealthEndpoint.of(healing).ready(shop.gate()::ready).start(0);
        return health.uri();
    }

    private static void obey(Shop shop) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String name = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("stir ")) {
                stir(shop, Controls.named(name));
            } else {
                Faults.named(name).inject(shop);
            }
            Announcer.say("begun", Instant.now(), name);
        }
    }

    private static void stir(Shop shop, Control control) {
        AtomicInteger second = new AtomicInteger();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Daemons.named("stir"));
        ScheduledFuture<?> unused =
                clock.scheduleAtFixedRate(() -> control.stir(shop, second.getAndIncrement()), 0, 1, TimeUnit.SECONDS);
    }
}
