package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.http.HealthEndpoint;
import io.selfheal.rule.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text from outside reaches logs, journal and page, and can forge nothing there. */
class HostileTextTest {
    private static final List<String> PAYLOADS = List.of(
            "x\n2026-01-01 ERROR forged",
            "x\r\n{\"v\":1,\"type\":\"loop-stopped\"}",
            "x\u0085y\u2028z\u2029",
            "\u001b[31mred\u001b[0m \u0007 \b\b\b",
            "\u202egnp.exe \u2066 \u200b\ufeff",
            "\ud800 lone \udc00",
            "\"},{\"a\":\"b\\",
            "${jndi:ldap://x} %s %n {}",
            "\u0000nul",
            "y".repeat(1 << 20));

    @TempDir
    Path folder;

    @Test
    void inEveryStringThatComesFromOutsideItStaysOnItsLineAndWithinItsBounds() throws Exception {
        for (int i = 0; i < PAYLOADS.size(); i++) {
            live(PAYLOADS.get(i), folder.resolve(i + ".jsonl"));
        }
    }

    private void live(String evil, Path journal) throws Exception {
        List<HealingEvent> heard = new ArrayList<>();
        Bench.VirtualClock time = new Bench.VirtualClock();
        Bench.HandProbe probe = new Bench.HandProbe();
        RuntimeException thrown = new IllegalStateException(evil);
        SelfHealing healing = SelfHealing.builder()
                .withoutDiscovery()
                .service("svc" + evil)
                .time(time, time)
                .executor(Runnable::run)
                .journal(journal)
                .listener(heard::add)
                .listener(event -> {
                    throw thrown;
                })
                .component("unlike anything")
                .dependsOn()
                .component("c" + evil)
                .dependsOn("unlike anything")
                .probe(probe.on("c" + evil))
                .probe(Probe.of("p" + evil, () -> {
                    throw thrown;
                }))
                .rule(Rules.when("load" + evil + ".ratio")
                        .above(0.9)
                        .clearingBelow(0.8)
                        .run("first")
                        .thenRun("second")
                        .because(evil)
                        .named("r" + evil))
                .rule(Rules.when("health" + evil).isDown().because(evil))
                .action(RecoveryAction.of("first", Risk.SAFE, () -> {
                    throw thrown;
                }))
                .action(RecoveryAction.of("second", Risk.SAFE, () -> {}))
                .guard(intent -> intent.action().startsWith("second")
                        ? java.util.Optional.of(Refusal.later("g" + evil, evil))
                        : java.util.Optional.empty())
                .build();
        probe.says(Gauge.of("load" + evil + ".ratio", 0.95), new Health("health" + evil, Status.DOWN, evil));
        healing.mode(Mode.ENFORCE, evil);
        var silence = healing.silence(Silence.of(Duration.ofSeconds(2), evil).on("other" + evil));
        for (int turn = 0; turn < 30; turn++) {
            time.pass(Duration.ofSeconds(1));
            healing.loop().runOnce();
        }
        assertThat(silence.join().accepted()).isTrue();
        assertThat(heard).hasSizeGreaterThan(8);
        heard.forEach(event -> assertHarmless(Sentence.of(event), 12_000));
        healing.incidents().forEach(incident -> assertHarmless(incident.toString(), 40_000));
        String page = HealthEndpoint.of(healing).answer("/health").body();
        JsonNode json = new ObjectMapper().readTree(page);
        assertHarmless(page, 200_000);
        assertThat(json.path("incidents")).isNotEmpty();
        healing.close();
        String kept = Files.readString(journal, StandardCharsets.UTF_8);
        assertThat(kept.lines().count()).as("one event is one line").isEqualTo(heard.size());
        kept.lines().forEach(line -> assertHarmless(line, 60_000));
    }

    @Test
    void whatIsWrongWithAPolicyIsToldWithoutAForgedLine() {
        for (String evil : PAYLOADS) {
            try {
                SelfHealing.builder()
                        .withoutDiscovery()
                        .rule(Rules.when("load.ratio")
                                .above(0.9)
                                .run("act" + evil)
                                .named("r" + evil))
                        .mode("m" + evil, Mode.OBSERVE)
                        .build()
                        .close();
                throw new AssertionError("built with an unknown action");
            } catch (InvalidPolicyException expected) {
                expected.problems().forEach(problem -> assertHarmless(problem, 3_000));
            }
        }
    }

    private static void assertHarmless(String text, int longest) {
        assertThat(text.length()).isLessThan(longest);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            boolean pair = Character.isSurrogate(c)
                    && (Character.isHighSurrogate(c)
                            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
            assertThat(pair
                            || (type != Character.CONTROL
                                    && type != Character.FORMAT
                                    && type != Character.LINE_SEPARATOR
                                    && type != Character.PARAGRAPH_SEPARATOR
                                    && type != Character.SURROGATE))
                    .as("character %x at %d of %s", (int) c, i, text.substring(0, Math.min(300, text.length())))
                    .isTrue();
        }
    }

    @Test
    void whateverCharactersThereAreTheTextIsHarmlessBoundedAndStaysAsItIsWhenCleanedAgain() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int c = 0; c < length; c++) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x10000) : random.nextInt(0x100)));
            }
            int longest = 1 + random.nextInt(50);
            String clean = Text.clean(text.toString(), longest);
            assertThat(clean.length()).as("seed %d", seed).isLessThanOrEqualTo(longest + 1);
            assertHarmless(clean, 100);
            assertThat(Text.clean(clean, longest + 1)).as("seed %d", seed).isEqualTo(clean);
        }
    }
}
