package io.selfheal.jvm;

import static io.selfheal.jvm.Beans.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.Evidence;
import io.selfheal.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {
    @TempDir
    Path folder;

    private final List<Reel> begun = new ArrayList<>();
    private Runnable whileItBegins = () -> {};
    private long room = Long.MAX_VALUE;

    @Test
    void whatWentBeforeIsInTheEvidenceAndNoSecretIsAndTheRecordingEndsWithTheLoop() throws Exception {
        assertThat(Child.run(Recorded.class, "", folder, 0, "-Dselfheal.folder=" + folder))
                .contains("recorded as it should be", "and it has ended");
    }

    @Test
    void whereTheHostsRecordingHasLargerChunksThanFitTheEvidenceSaysSo() throws Exception {
        String start = "-XX:StartFlightRecording=filename=" + folder.resolve("host.jfr");
        assertThat(Child.run(
                        Recorded.class,
                        "",
                        folder,
                        0,
                        start,
                        "-Dselfheal.orders=100000",
                        "-Dselfheal.folder=" + folder))
                .contains("not recorded", "are in one piece, and 3.5 MiB fit")
                .contains("maxchunksize=1M");
    }

    @Test
    void aRuntimeWithoutJfrIsWatchedAllTheSameAndTheEvidenceSaysWhatIsMissing() throws Exception {
        assertThat(Child.run(
                        Recorded.class,
                        "",
                        folder,
                        0,
                        "--limit-modules",
                        "java.se,jdk.management",
                        "-Dselfheal.folder=" + folder))
                .contains("not recorded", "add the module jdk.jfr");
    }

    @Test
    void itBeginsWithTheFirstSampleAndOnlyOnce() throws Exception {
        Installed installed = installed();
        assertThat(begun)
                .as("nothing is recorded for a loop that was only built")
                .isEmpty();
        assertThatThrownBy(() -> collect(installed)).hasMessageContaining("has not begun yet");

        assertThat(Seen.by(installed.probe("jvm.recording")).value("jvm.recording.bytes"))
                .isEqualTo(42);
        Seen.by(installed.probe("jvm.recording"));

        assertThat(begun).hasSize(1);
        assertThat(collect(installed)).isEqualTo("the last minutes");
        installed.close();
        assertThat(begun.get(0).closed).isTrue();
        assertThatThrownBy(() -> collect(installed)).hasMessageContaining("is over");
    }

    @Test
    void oneThatBeginsWhileTheLoopIsClosedEndsAtOnce() throws Exception {
        Installed installed = installed();
        whileItBegins = () -> {
            try {
                installed.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };

        assertThat(Seen.by(installed.probe("jvm.recording")).gauges()).isEmpty();

        assertThat(begun)
                .singleElement()
                .satisfies(tape -> assertThat(tape.closed).isTrue());
    }

    @Test
    void ofTwoThatBeginAtTheSameTimeOneStays() throws Exception {
        Installed installed = installed();
        whileItBegins = () -> {
            whileItBegins = () -> {};
            try {
                Seen.by(installed.probe("jvm.recording"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };

        Seen.by(installed.probe("jvm.recording"));

        assertThat(begun).extracting(tape -> tape.closed).containsExactlyInAnyOrder(true, false);
        installed.close();
        assertThat(begun).allMatch(tape -> tape.closed);
    }

    @Test
    void whereThereIsNoRoomItDoesNotBegin() throws Exception {
        Installed installed = installed();
        room = 64 * MIB - 1;

        assertThat(Seen.by(installed.probe("jvm.recording")).value("jvm.recording.bytes"))
                .isZero();

        assertThat(begun).isEmpty();
        assertThatThrownBy(() -> collect(installed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not recorded: 64 MiB are free where JFR writes");
    }

    @Test
    void whenTheRoomRunsOutItEndsAndWhenThereIsMuchAgainItBeginsAnew() throws Exception {
        Installed installed = installed();
        Seen.by(installed.probe("jvm.recording"));
        room = 40 * MIB;
        assertThatThrownBy(() -> collect(installed))
                .as("to copy it is to write")
                .hasMessageContaining("40 MiB are free where JFR writes");

        assertThat(Seen.by(installed.probe("jvm.recording")).value("jvm.recording.bytes"))
                .as("nothing stale")
                .isZero();
        assertThat(begun)
                .singleElement()
                .satisfies(tape -> assertThat(tape.closed).isTrue());

        room = 128 * MIB - 1;
        Seen.by(installed.probe("jvm.recording"));
        assertThat(begun).as("not on and off").hasSize(1);
        assertThatThrownBy(() -> collect(installed)).hasMessageContaining("it takes 128 MiB");

        room = 128 * MIB;
        Seen.by(installed.probe("jvm.recording"));
        room = 64 * MIB;
        assertThat(Seen.by(installed.probe("jvm.recording")).value("jvm.recording.bytes"))
                .isEqualTo(42);
        assertThat(begun).extracting(tape -> tape.closed).containsExactly(true, false);
        assertThat(collect(installed)).isEqualTo("the last minutes");
    }

    @Test
    void itIsLookedAtOftenEnoughForADiskThatFills() throws Exception {
        assertThat(installed().probe("jvm.recording").interval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aSpanThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new FlightRecording().keeping(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ten seconds to an hour");
        assertThatThrownBy(() -> new FlightRecording().keeping(Duration.ofDays(1)))
                .hasMessageContaining("out of range");
    }

    private Installed installed() throws Exception {
        Installed installed = Installed.by(registry -> FlightRecording.install(registry, Optional.of(new Shelf())));
        assertThat(installed.probes).hasSize(1);
        return installed;
    }

    private final class Shelf implements Recorder {
        @Override
        public Tape begin() {
            Reel tape = new Reel();
            begun.add(tape);
            whileItBegins.run();
            return tape;
        }

        @Override
        public long room() {
            return room;
        }
    }

    private static String collect(Installed installed) throws Exception {
        Evidence evidence = installed.collectors.get(0);
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        evidence.collect(Attempted.about("jvm.threads.count"), Snapshot.of(Instant.EPOCH, 0, "orders"), to);
        return to.toString(StandardCharsets.UTF_8);
    }

    private static final class Reel implements Recorder.Tape {
        private boolean closed;

        @Override
        public long bytes() {
            return 42;
        }

        @Override
        public void copy(long most, OutputStream to) throws IOException {
            to.write("the last minutes".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
