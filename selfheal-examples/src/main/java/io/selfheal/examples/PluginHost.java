package io.selfheal.examples;

import io.selfheal.SelfHealing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A host that says nothing of spools: whatever plugin is on its class path finds the trouble and heals it. Run it with
 * {@code selfheal-examples-spool.jar} beside it and it ends with 0; without that jar nobody sees anything, and it ends
 * with 1.
 */
public final class PluginHost {
    private static final int FILES_PER_ROUND = 5;

    private PluginHost() {}

    /**
     * Runs the example.
     *
     * @param arguments none
     * @throws Exception if the spool cannot be written
     */
    public static void main(String... arguments) throws Exception {
        Path spool = Files.createTempDirectory("spool-");
        System.setProperty("spool.folder", spool.toString());
        System.setProperty(
                "org.slf4j.simpleLogger.logFile",
                Files.createTempFile("selfheal-", ".log").toString());
        Screen screen = Screen.ofTerminal();
        Storyteller storyteller = new Storyteller(screen);
        screen.title("selfheal plugin: a host writes to " + spool + ", and knows of no plugin");
        SelfHealing healing = SelfHealing.builder()
                .service("spooler")
                .every(Duration.ofMillis(250))
                .listener(storyteller)
                .start();
        boolean healed = false;
        for (int round = 0; round < 80 && !healed; round++) {
            write(spool, round);
            healed = storyteller.healedWithin(Duration.ofMillis(250));
        }
        healing.close();
        screen.line("");
        screen.line(healed ? "healed, by a plugin" : "not healed: there is no plugin on the class path");
        System.exit(healed ? 0 : 1);
    }

    private static void write(Path spool, int round) throws Exception {
        for (int i = 0; i < FILES_PER_ROUND; i++) {
            int number = round * FILES_PER_ROUND + i;
            Files.writeString(spool.resolve(String.format(Locale.ROOT, "%08d.job", number)), "job " + number);
        }
    }
}
