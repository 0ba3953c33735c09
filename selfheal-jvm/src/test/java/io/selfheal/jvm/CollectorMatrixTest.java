package io.selfheal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On every collector that the JDK at hand has, a heap that fills up is seen, trimmed, and seen to be well again. */
@Tag("slow")
class CollectorMatrixTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-XX:+UseParallelGC",
                "-XX:+UseG1GC",
                "-XX:+UseZGC",
                "-XX:+UseShenandoahGC",
                "-XX:+UseShenandoahGC -XX:ShenandoahGCMode=generational"
            })
    void aFullHeapIsHealed(String collector) throws Exception {
        String[] options = (collector + " -Xmx96m").split(" ", -1);
        assumeTrue(Child.starts(options), "this JDK has no " + collector);

        assertThat(Child.run(FullHeap.class, "", folder, 0, options)).contains("healed");
    }
}
