package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every collector that the JDK at hand has, in a small heap and in a large one. */
@Tag("slow")
class CollectorMatrixTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("collectors")
    void aSmallHeapThatFillsUpIsSeenAndTrimmedAndSeenToBeWellAgain(String collector) throws Exception {
        assertThat(Child.run(FullHeap.class, "", folder, 0, options(collector + " -Xmx64m")))
                .contains("healed");
    }

    @ParameterizedTest
    @MethodSource("collectors")
    void inALargeHeapWhatLivesIsToldAndNothingIsDone(String collector) throws Exception {
        assertThat(Child.run(LargeHeap.class, "", folder, 0, options(collector + " -Xmx4g")))
                .contains("well");
    }

    static Stream<String> collectors() {
        return Stream.of(
                "-XX:+UseSerialGC",
                "-XX:+UseParallelGC",
                "-XX:+UseG1GC",
                "-XX:+UseZGC",
                "-XX:+UseShenandoahGC",
                "-XX:+UseShenandoahGC -XX:ShenandoahGCMode=generational");
    }

    private static String[] options(String line) {
        String[] options = line.split(" ", -1);
        assumeTrue(Child.starts(options), "this JDK does not start with " + line);
        return options;
    }
}
