package io.selfheal.oshi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a JVM of its own. */
final class ChildJvm {
    private ChildJvm() {}

    /** What it printed, both streams; fails if it does not end with 0 within a minute. */
    static String run(Class<?> program, String classPath, String shellPrefix, Path folder) throws Exception {
        Path output = folder.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        "bash",
                        "-c",
                        shellPrefix + "exec \"$0\" -Xmx64m -cp \"$1\" \"$2\"",
                        java,
                        classPath,
                        program.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IOException("the child did not end within a minute: " + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException("the child ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }
}
