package io.selfheal.examples.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where and how shops are started: all of one run alike.
 *
 * @param folder where each has a folder of its own
 * @param sandbox what narrows them
 * @param flags what else their JVMs are told
 * @param main what runs a shop; it gets its folder and {@code how}
 * @param how for {@link ShopProcess} {@code heal}, {@code cold}, or both
 */
record Premises(Path folder, Sandbox sandbox, List<String> flags, Class<?> main, List<String> how) {
    /**
     * Like a small container: a heap that fills within seconds, and the collector that the JVM takes where it has less than
     * two processors. Half of it is young, so that a full old generation is not the end yet. The first compiler only, since
     * no shop here lives long enough for the second.
     */
    private static final List<String> JVM = List.of(
            "-Xmx160m",
            "-Xmn80m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxDirectMemorySize=48m",
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.httpserver.maxIdleConnections=1000");

    /** Whether a shop tells whether it is ready. */
    boolean tells() {
        return heals() || main != ShopProcess.class;
    }

    boolean heals() {
        return how.contains("heal");
    }

    /** Another run's. */
    Premises in(String name, String... how) {
        return new Premises(folder.resolve(name), sandbox, flags, main, List.of(how));
    }

    /** Starts the shop of a number. */
    Instance open(int number) throws IOException {
        Path home = folder.resolve(String.valueOf(number));
        Path spool = Files.createDirectories(home.resolve("spool"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags.isEmpty() ? JVM : flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), home.toString()));
        command.addAll(how);
        return Instance.start(sandbox.around(spool, command), home);
    }
}
