package io.selfheal.examples.spool;

import static io.selfheal.rule.Rules.when;

import io.selfheal.HealingPlugin;
import io.selfheal.Registry;
import java.nio.file.Path;
import java.time.Duration;

/** Keeps a spool folder, named by the system property {@code spool.folder}, from growing without end. */
public final class SpoolPlugin implements HealingPlugin {
    @Override
    public String name() {
        return "spool";
    }

    @Override
    public void install(Registry registry) {
        Path folder = Path.of(System.getProperty("spool.folder", "spool"));
        registry.probe(new SpoolProbe(folder));
        registry.action(new PurgeSpool(folder, 20));
        registry.defaultRule(when("spool.files.count")
                .above(100)
                .lasting(Duration.ofSeconds(1))
                .clearingBelow(80)
                .run("purge-spool")
                .settling(Duration.ofSeconds(1))
                .because("The spool grows faster than it is read"));
    }
}
