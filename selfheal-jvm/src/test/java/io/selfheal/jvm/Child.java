package io.selfheal.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a JVM of its own. */
final class Child {
    private Child() {}

    /**
     * What it printed, both streams.
     *
     * @param shellPrefix what to do before it starts, such as {@code ulimit -n 256;}
     * @param status the exit code that is expected
     */
    static String run(Class<?> program, String shellPrefix, Path folder, int status, String... options)
            throws Exception {
        Path output = folder.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("bash", "-c", shellPrefix + "exec \"$0\" \"$@\"", java));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) { // on a starved machine a JVM alone takes one to start
                throw new IOException("the child did not end within five minutes: " + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != status) {
            throw new IOException("the child ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }

    /** Whether this JDK's JVM starts with these options. */
    static boolean starts(String... options) {
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(options));
            command.add("-version");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
