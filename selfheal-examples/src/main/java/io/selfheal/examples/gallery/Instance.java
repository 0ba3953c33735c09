package io.selfheal.examples.gallery;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shop in a JVM of its own, small enough to be filled: what it says, and where it is. */
final class Instance implements AutoCloseable {
    private static final String SPOOL_MIB = "28";

    private final Process process;
    private final BufferedWriter input;
    private final List<Word> words = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Word> ready = new CompletableFuture<>();

    private Instance(Process process) {
        this.process = process;
        this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one; it is not ready yet. */
    static Instance start(Path folder, boolean heals) throws IOException {
        return start(ShopProcess.class, folder, Boolean.toString(heals));
    }

    /** Starts one by a main class, which gets the folder and another argument; it is not ready yet. */
    static Instance start(Class<?> main, Path folder, String argument) throws IOException {
        Files.createDirectories(folder.resolve("spool"));
        ProcessBuilder builder = new ProcessBuilder(command(main, folder, argument))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        Instance instance = new Instance(builder.start());
        Thread reader = new Thread(instance::read, "reader");
        reader.setDaemon(true);
        reader.start();
        return instance;
    }

    /** Comes with the first word that it is ready; fails if it ends before. */
    CompletableFuture<Word> ready() {
        return ready;
    }

    /** Where it serves; only once it is ready. */
    URI uri() {
        return URI.create(ready.join().rest().get(0));
    }

    /** Where it tells how it is; only once it is ready. */
    URI health() {
        return URI.create(ready.join().rest().get(1));
    }

    boolean alive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** What it has said until now. */
    List<Word> words() {
        return words;
    }

    void inject(Fault fault) throws IOException {
        tell("inject " + fault.name());
    }

    /** Writes a line to its input. */
    void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Word word = Word.of(line);
                words.add(word);
                if (word.what().equals("ready")) {
                    ready.complete(word);
                }
            }
        } catch (IOException ended) {
            // it says nothing more
        }
        ready.completeExceptionally(new IOException("the shop ended before it was ready"));
    }

    private static List<String> command(Class<?> main, Path folder, String argument) {
        String mount = "mount -t tmpfs -o size=" + SPOOL_MIB + "m none '" + folder.resolve("spool") + "' 2>/dev/null";
        String limits = "ulimit -n 768; " + mount + "; exec \"$0\" \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", limits));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx160m",
                "-Xmn80m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=48m",
                "-Dsun.net.httpserver.maxIdleConnections=1000",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString(),
                argument));
        return command;
    }

    /**
     * A line that it said.
     *
     * @param what what happened
     * @param millis when, on the wall clock
     * @param rest what else
     */
    record Word(String what, long millis, List<String> rest) {
        static Word of(String line) {
            String[] parts = line.split("\t");
            try {
                return new Word(
                        parts[0], Long.parseLong(parts[1]), List.of(parts).subList(2, parts.length));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException other) {
                return new Word("said", 0, List.of(line));
            }
        }
    }
}
