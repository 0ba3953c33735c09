package io.selfheal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.Alternative;
import io.selfheal.Decision;
import io.selfheal.Finding;
import io.selfheal.Gauge;
import io.selfheal.HealingEvent;
import io.selfheal.Mode;
import io.selfheal.Symptom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final Codec codec = new Codec();

    static List<Class<?>> types() {
        return RandomEvents.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeOfEventComesBackAsAnEqualRecord(Class<?> type) throws IOException {
        long seed = new Random().nextLong();
        RandomEvents events = new RandomEvents(seed);
        for (int i = 0; i < 300; i++) {
            HealingEvent event = events.of(type);
            assertThat(there(event)).as("seed %d, event %d", seed, i).contains(event);
        }
    }

    @Test
    void thereAreExamplesOfEveryTypeAndEveryDecision() {
        assertThat(Examples.ofEachType()).extracting(Object::getClass).containsAll(types());
        List<Class<?>> decisions = new ArrayList<>();
        for (HealingEvent event : Examples.ofEachType()) {
            if (event instanceof HealingEvent.DecisionMade made) {
                decisions.add(made.decision().getClass());
            }
        }
        assertThat(decisions).containsAll(RandomEvents.leaves(Decision.class).toList());
    }

    @Test
    void theExtremesOfTimeComeBack() throws IOException {
        for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
            for (Duration late :
                    List.of(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofNanos(-1), Duration.ZERO)) {
                HealingEvent event = new HealingEvent.LoopDelayed(Long.MAX_VALUE, time, late);
                assertThat(there(event)).contains(event);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1, 1e300})
    void aGaugeThatIsNoFiniteNumberIsKeptAsItIs(double value) throws IOException {
        HealingEvent event = raised(value);
        assertThat(there(event)).contains(event);
        assertThat(text(event)).contains("\"value\":" + (Double.isFinite(value) ? value : "\"" + value + "\""));
    }

    @Test
    void aLineIsOnePlainJsonObjectSealedWithTheCheckSumOfWhatIsBeforeTheSeal() throws IOException {
        String line = text(raised(0.5));
        assertThat(line)
                .endsWith("}\n")
                .startsWith("{\"v\":1,\"sequence\":7,\"time\":\"2026-03-01T12:00:00.123456789Z\"");
        JsonNode object = new ObjectMapper().readTree(line);
        CRC32C crc = new CRC32C();
        crc.update(line.substring(0, line.indexOf(",\"crc\"")).getBytes(StandardCharsets.UTF_8));
        assertThat(object.get("crc").asText()).isEqualTo(String.format("%08x", crc.getValue()));
        assertThat(object.get("type").asText()).isEqualTo("symptom-raised");
    }

    @Test
    void noCharacterOfAnyTextBreaksALine() throws IOException {
        HealingEvent event = new HealingEvent.LoopStopped(1, NOON, "a\nb\rc\u0000d\ud800e\"f\\gh😀");
        assertThat(text(event).chars().filter(c -> c < ' ').toArray()).containsExactly('\n');
        assertThat(there(event)).contains(event);
    }

    @Test
    void aFieldOfANewerMinorVersionIsIgnored() {
        assertThat(read("{'v':1,'new':{'a':[1]},'sequence':1,'time':'2026-03-01T12:00:00Z','type':'loop-stopped',"
                        + "'service':'orders','more':null}"))
                .contains(new HealingEvent.LoopStopped(1, Instant.parse("2026-03-01T12:00:00Z"), "orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'v':2,'sequence':1,'time':'2026-03-01T12:00:00Z','type':'loop-stopped','service':'orders'}",
                "{'v':1,'sequence':1,'time':'2026-03-01T12:00:00Z','type':'loop-rebooted','service':'orders'}",
                "{'v':1,'sequence':1,'time':'2026-03-01T12:00:00Z','type':'mode-changed','mode':'DREAM','reason':''}",
                "{'v':1,'sequence':1,'time':'2026-03-01T12:00:00Z','type':'loop-stopped'}",
                "{'v':1,'sequence':'one','time':'2026-03-01T12:00:00Z','type':'loop-stopped','service':'orders'}",
                "{'v':1,'sequence':1,'time':'yesterday','type':'loop-stopped','service':'orders'}",
                "{'v':1,'sequence':1,'time':'2026-03-01T12:00:00Z','type':'symptom-raised','symptom':[]}",
                "[]",
                "7",
                ""
            })
    void whatCannotBeUnderstoodIsNoEvent(String json) {
        assertThat(read(json)).isEmpty();
    }

    @Test
    void anEventBeyondTheLongestLineIsRefusedAndTheNextOneIsWritten() throws IOException {
        Decision endless = new Decision.Heal(
                "a", "b", 1, List.of(), Collections.nCopies(2_000, new Alternative("c", "x".repeat(1_000))));
        HealingEvent event = new HealingEvent.DecisionMade(1, NOON, "i", symptom(1), endless);
        assertThatThrownBy(() -> codec.encode(event))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1048576 bytes");
        HealingEvent next = new HealingEvent.LoopStarted(1, NOON, "orders", Mode.OBSERVE, 3);
        assertThat(there(next)).contains(next);
    }

    @Test
    void everySingleFlippedBitBreaksTheSeal() throws IOException {
        Line line = codec.encode(raised(1));
        byte[] bytes = Arrays.copyOf(line.bytes(), line.length() - 1);
        assertThat(Seal.holds(bytes, 0, bytes.length)).isTrue();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Seal.holds(bytes, 0, bytes.length)).as("bit %d", bit).isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private static HealingEvent raised(double value) {
        return new HealingEvent.SymptomRaised(7, NOON, symptom(value));
    }

    private static Symptom symptom(double value) {
        return new Symptom("p", "c", NOON, 1, true, List.of(new Finding(Gauge.of("x.ratio", value), "limit")));
    }

    private Optional<HealingEvent> there(HealingEvent event) throws IOException {
        Line line = codec.encode(event);
        assertThat(Seal.holds(line.bytes(), 0, line.length() - 1)).isTrue();
        return codec.decode(line.bytes(), 0, line.length() - 1);
    }

    private String text(HealingEvent event) throws IOException {
        Line line = codec.encode(event);
        return new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8);
    }

    private Optional<HealingEvent> read(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return codec.decode(bytes, 0, bytes.length);
    }
}
