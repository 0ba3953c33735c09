package io.selfheal.examples.gallery;

import io.selfheal.Mode;
import io.selfheal.SelfHealing;
import io.selfheal.http.HealthEndpoint;
import io.selfheal.http.HealthServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A shop in a process of its own. It says on its output where it is and what its healer does, and takes faults from its
 * input: {@code inject cache-leak}. It ends with its input.
 */
final class ShopProcess {
    private ShopProcess() {}

    /**
     * Serves until the input ends.
     *
     * @param arguments a folder, and whether to heal
     */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Shop shop = Shop.start(folder);
        if (Boolean.parseBoolean(arguments[1])) {
            SelfHealing healing = Healing.of(shop)
                    .mode(Mode.ENFORCE)
                    .journal(folder.resolve("selfheal.jsonl"))
                    .listener(new Announcer())
                    .start();
            HealthServer health =
                    HealthEndpoint.of(healing).ready(shop.gate()::ready).start(0);
            ready(shop, health.uri());
        } else {
            ready(shop, shop.uri());
        }
        obey(shop);
        System.exit(0);
    }

    private static void ready(Shop shop, URI health) {
        Announcer.say("ready", Instant.now(), shop.uri().toString(), health.toString());
    }

    private static void obey(Shop shop) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String fault = line.substring(line.indexOf(' ') + 1);
            Faults.named(fault).inject(shop);
            Announcer.say("injected", Instant.now(), fault);
        }
    }
}
