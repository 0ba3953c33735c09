package io.selfheal.examples.gallery;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shop in a JVM of its own, small enough to be filled: what it says, and where it is. */
final class Instance implements AutoCloseable {
    private final Process process;
    private final BufferedWriter input;
    private final List<Word> words = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Word> ready = new CompletableFuture<>();

    private Instance(Process process) {
        this.process = process;
        this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one; it is not ready yet. */
    static Instance start(List<String> command, Path folder) throws IOException {
        Files.createDirectories(folder);
        Instance instance = new Instance(new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start());
        Thread reader = Daemons.named("reader").newThread(instance::read);
        reader.start();
        return instance;
    }

    /** Comes with the word that it is ready; fails if it ends before. */
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
        return List.copyOf(words);
    }

    void tell(String command) throws IOException {
        input.write(command + "\n");
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
        ready.completeExceptionally(new IOException("the shop ended before it was ready: see its log"));
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
            String[] parts = line.split("\t", -1);
            try {
                return new Word(
                        parts[0], Long.parseLong(parts[1]), List.of(parts).subList(2, parts.length));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException other) {
                return new Word("said", 0, List.of(line));
            }
        }

        /** Whether it is that something happened to something. */
        boolean says(String happened, String... to) {
            return what.equals(happened)
                    && rest.size() >= to.length
                    && rest.subList(0, to.length).equals(List.of(to));
        }
    }
}
