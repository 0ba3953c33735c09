package io.selfheal.benchmarks.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Candidate;
import io.selfheal.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path folder;

    @Test
    void aRunIsReadWithAllThatAnEngineCouldGoBy() throws IOException {
        Run run = read(Lines.of("cache-leak", 1, "trim-caches").json()).runs().get(0);
        assertThat(run.condition()).isEqualTo("cache-leak");
        assertThat(run.action()).isEqualTo("trim-caches");
        assertThat(run.about().snapshot().gauge("jvm.heap.live.ratio")).hasValue(0.91);
        assertThat(run.about().snapshot().health("disk")).isEqualTo(Status.UP);
        assertThat(run.about()
                        .snapshot()
                        .reading("jvm.tasks.payments.running.count")
                        .orElseThrow())
                .extracting("component")
                .isEqualTo("payments");
        assertThat(run.before().gauge("jvm.heap.live.ratio")).hasValue(0.3);
        assertThat(run.about().laddered()).isFalse();
        assertThat(run.about().candidates())
                .extracting(Candidate::action)
                .containsExactly("trim-caches", "graceful-restart");
        assertThat(run.laddered().laddered()).isTrue();
        assertThat(run.laddered().candidates()).extracting(Candidate::action).containsExactly("trim-caches");
        assertThat(run.about().incident().problem()).isEqualTo("caches-too-large");
    }

    @Test
    void anIncidentThatWasOpenedByHandSaysNothingByStayingOpen() throws IOException {
        String byHand = Lines.of("quiet", 1, "").ended(false).json().replace("caches-too-large", "alarm");
        assertThat(read(byHand).runs().get(0).effect().gone()).isTrue();
        String byRule = Lines.of("quiet", 1, "").ended(false).json();
        assertThat(read(byRule).runs().get(0).effect().gone()).isFalse();
    }

    @Test
    void aServiceThatEndedBeforeIsCountedOnly() throws IOException {
        Recording recording = read(
                Lines.of("quiet", 1, "").json(),
                "{\"condition\":\"gc-thrash\",\"healthy\":false,\"load\":1,\"seed\":1,\"action\":\"\",\"died\":true}");
        assertThat(recording.runs()).hasSize(1);
        assertThat(recording.undecided()).isEqualTo(1);
    }

    @Test
    void whatIsCompressedIsReadAsWell() throws IOException {
        Path file = folder.resolve("recording.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((Lines.of("quiet", 1, "").json() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Recording.of(file).runs()).hasSize(1);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> Recording.of(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is compressed, and damaged");
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        String good = Lines.of("quiet", 1, "").json();
        refused("2 is no JSON", good, "{");
        refused("2 is no JSON object", good, "[]");
        refused("2 is no JSON object", good, "");
        refused("1: \"condition\" is missing: give a text", good.replace("\"condition\"", "\"kondition\""));
        refused("1: \"load\" is \"much\": give a whole number", good.replace("\"load\":150", "\"load\":\"much\""));
        refused("1: \"gone\" is missing: give true or false", good.replace("\"gone\"", "\"went\""));
        refused("1: \"now\" is missing: give an object", good.replace("\"now\"", "\"then\""));
        refused("1: \"the risk of trim-caches\" is \"TINY\": give one of [SAFE", good.replace("SAFE", "TINY"));
        refused("1: \"disk\" is \"FULL\": give one of [UP", good.replace("\"UP\"", "\"FULL\""));
        refused(
                "of 1000 requests 2001 failed or were slow",
                good.replace("\"failed\":0,\"slow\":0,\"p99\"", "\"failed\":2001,\"slow\":0,\"p99\""));
    }

    @Test
    void aFileThatIsNoRecordingIsNamed() throws IOException {
        assertThatThrownBy(() -> Recording.of(folder.resolve("none"))).hasMessageContaining("none is no file");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> Recording.of(empty)).hasMessageContaining("holds no run");
    }

    private void refused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .as(String.join("\n", lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recording.jsonl:" + (message.startsWith("of ") ? "1: " : "") + message);
    }

    private Recording read(String... lines) throws IOException {
        return Recording.of(Files.write(folder.resolve("recording.jsonl"), List.of(lines)));
    }
}
