package io.selfheal.examples.gallery;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Case;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.HealingListener;
import io.selfheal.Mode;
import io.selfheal.Probe;
import io.selfheal.SelfHealing;
import io.selfheal.Snapshot;
import io.selfheal.Tool;
import io.selfheal.http.HealthEndpoint;
import io.selfheal.http.HealthServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A shop in a process of its own whose healer watches and acts as {@link Healing} says, but decides always the same. It says
 * what {@link ShopProcess} says and the case that it decided on, and takes from its input {@code inject NAME}, {@code again
 * NAME} for what another process had met before, and {@code alarm}, which opens an incident whether or not there is reason.
 */
final class LaboratoryProcess {
    /** The rule that opens an incident by hand. */
    static final String ALARM = "alarm";

    private static final String GAUGE = "laboratory.alarm.count";
    private static final int LEFT_BEHIND = 300;

    private final Shop shop;
    private final OneThing engine;
    private volatile boolean alarmed;
    private volatile List<Tool> tools = List.of();
    private volatile Snapshot before = Snapshot.of(Instant.EPOCH, 0, "shop");

    private LaboratoryProcess(Shop shop, String action) {
        this.shop = shop;
        this.engine = new OneThing(action, this::tell);
    }

    /**
     * Serves until the input ends.
     *
     * @param arguments a folder, and the action to take; empty for none
     */
    public static void main(String... arguments) throws Exception {
        Shop shop = Shop.start(Path.of(arguments[0]));
        new LaboratoryProcess(shop, arguments[1]).serve();
        System.exit(0);
    }

    private void serve() throws Exception {
        SelfHealing healing = Healing.of(shop)
                .mode(Mode.ENFORCE)
                .engine(engine)
                .probe(Probe.of(ALARM, () -> List.of(Gauge.of(GAUGE, alarmed ? 1 : 0)))
                        .every(Duration.ofMillis(100)))
                .rule(when(GAUGE).above(0.5).named(ALARM).because("Somebody wants to see what will be done"))
                .recordMetrics()
                .listener(new Announcer())
                .listener(symptoms())
                .start();
        HealthServer health =
                HealthEndpoint.of(healing).ready(shop.gate()::ready).start(0);
        Announcer.say(
                "ready", Instant.now(), shop.uri().toString(), health.uri().toString());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            obey(line, healing);
        }
    }

    private void obey(String line, SelfHealing healing) throws Exception {
        String name = line.substring(line.indexOf(' ') + 1);
        if (line.equals(ALARM)) {
            alarmed = true;
        } else if (line.startsWith("again ")) {
            leaveBehind(name);
            Condition.named(name).event().in(shop);
        } else {
            before = healing.view().snapshot();
            engine.arm();
            Announcer.say("injected", Instant.now(), name);
            Condition.named(name).event().in(shop);
        }
    }

    /** A disk is as full after a restart as it was before. */
    private void leaveBehind(String name) throws Exception {
        byte[] invoice = new byte[Spool.INVOICE];
        for (int i = 0; name.equals("disk-filling") && i < LEFT_BEHIND; i++) {
            Files.write(shop.spool().folder().resolve("invoice-left-" + i + ".tmp"), invoice);
        }
    }

    private void tell(Case about) {
        Announcer.say(
                "case",
                about.snapshot().time(),
                CaseRecord.of(about, before, tools).toString());
    }

    private HealingListener symptoms() {
        return event -> {
            if (event instanceof HealingEvent.LoopEquipped equipped) {
                tools = equipped.tools();
                Announcer.say(
                        "equipped",
                        equipped.time(),
                        tools.stream().map(Tool::action).toArray(String[]::new));
            } else if (event instanceof HealingEvent.SymptomRaised raised) {
                Announcer.say("raised", raised.time(), raised.symptom().key());
            } else if (event instanceof HealingEvent.SymptomCleared cleared) {
                Announcer.say("cleared", cleared.time(), cleared.symptom().key());
            }
        };
    }
}
