package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.selfheal.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealHeapDumpTest {
    @TempDir
    Path folder;

    @Test
    void aDumpIsWholeAndItsOwnersOnlyAndSmallerThanWhatHadToBeFree() throws Exception {
        String printed = Child.run(HeapDumped.class, "umask 0; ", folder, 0, "-Xmx64m", "-Dselfheal.folder=" + folder);

        assertThat(printed.lines().toList().get(0)).matches("taken: .*/dumps/heap-.*\\.hprof, .* of what lives, .*");
        assertThat(printed.lines().toList().get(1)).contains(" live, and one was taken when it was ");
        List<Path> dumps = all(folder.resolve("dumps"));
        assertThat(dumps).singleElement().satisfies(dump -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump)))
                    .isEqualTo("rw-------");
            assertThat(new String(Files.readAllBytes(dump), 0, 18, StandardCharsets.US_ASCII))
                    .isEqualTo("JAVA PROFILE 1.0.2");
            long live = Long.parseLong(dump.getFileName().toString().replaceAll(".*-|\\.hprof", ""));
            assertThat(live).isGreaterThan(2 << 20);
            assertThat(Files.size(dump)).isBetween(live, 2 * live + HeapDumps.NAMES);
        });
    }

    @Test
    void theJvmItselfWritesNeitherThroughALinkNorOverAFile() throws Exception {
        Path victim = folder.resolve("victim.hprof");
        Path link = Files.createSymbolicLink(folder.resolve("link.hprof"), victim);
        assertThatThrownBy(() -> Dumper.ofThisJvm().dump(link)).isInstanceOf(IOException.class);
        assertThat(victim).doesNotExist();
        Files.writeString(victim, "precious");
        assertThatThrownBy(() -> Dumper.ofThisJvm().dump(victim)).isInstanceOf(IOException.class);
        assertThat(victim).hasContent("precious");
    }

    @Test
    void onADiskOf16MebibytesNoneIsTakenAndNothingIsLeft() throws Exception {
        try (Mounted disk = Mounted.of("16m", folder)) {
            Dumper large = new Dumper() {
                @Override
                public Heap heap() {
                    return new Heap(1L << 20, 1L << 20);
                }

                @Override
                public double live() {
                    return 1;
                }

                @Override
                public void dump(Path file) {
                    throw new AssertionError("taken");
                }
            };
            assertThatThrownBy(() -> HeapDumps.into(
                                    folder.resolve("dumps"), large, InstantSource.system(), Ticker.system())
                            .alsoWhileServing()
                            .take())
                    .hasMessageContaining("not taken: it may take 18 MiB")
                    .hasMessageContaining("are free in");
            assertThat(all(folder.resolve("dumps"))).isEmpty();
        }
    }

    @Test
    void oneThatFillsTheDiskAllTheSameIsTakenAway() throws Exception {
        Path printed = Files.createTempDirectory("selfheal");
        try (Mounted disk = Mounted.of("20m", folder)) {
            assertThat(Child.run(
                            HeapDumped.class,
                            "",
                            printed,
                            0,
                            "-Xmx64m",
                            "-Dselfheal.full=true",
                            "-Dselfheal.folder=" + folder))
                    .doesNotContain("taken: ");
            assertThat(all(folder.resolve("dumps"))).isEmpty();
        } finally {
            Files.deleteIfExists(printed.resolve("output"));
            Files.delete(printed);
        }
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** A small disk; needs the right to mount one. */
    private record Mounted(Path folder) implements AutoCloseable {
        static Mounted of(String size, Path folder) throws Exception {
            assumeThat(runs("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()))
                    .as("may mount a tmpfs")
                    .isTrue();
            return new Mounted(folder);
        }

        @Override
        public void close() throws Exception {
            assertThat(runs("umount", folder.toString())).isTrue();
        }

        private static boolean runs(String... command) throws InterruptedException {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return process.waitFor() == 0;
            } catch (IOException noSuchCommand) {
                return false;
            }
        }
    }
}
