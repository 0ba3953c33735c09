package io.selfheal.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The examples fill their heap, which should not take long: where it is large they start themselves again in a small one. */
final class SmallHeap {
    private static final long MEGABYTES = 192;

    private SmallHeap() {}

    /** Whether the heap is small enough to fill. */
    static boolean here() {
        return Runtime.getRuntime().maxMemory() >> 20 <= MEGABYTES;
    }

    /** Runs the same program in a small heap, and gives its exit code; it ends when this one is told to. */
    static int run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + MEGABYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command).inheritIO().start();
        Thread along = new Thread(child::destroy, "ends-the-child");
        Runtime.getRuntime().addShutdownHook(along);
        return child.waitFor();
    }
}
