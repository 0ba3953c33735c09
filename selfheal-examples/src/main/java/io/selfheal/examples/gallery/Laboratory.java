package io.selfheal.examples.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Records what comes of every action, and of doing nothing, for every fault of the gallery and for healthy shops that look as
 * if they had one: each from the same start, in a process of its own, executed by the real loop. A line of JSON for each run is
 * appended as soon as it is over; a recording that was interrupted is continued, what it holds is not run again.
 */
public final class Laboratory {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Campaign campaign;
    private final Sandbox sandbox = Sandbox.here();
    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();

    private Laboratory(Campaign campaign, Path folder) {
        this.campaign = campaign;
        this.folder = folder;
    }

    /**
     * Records.
     *
     * @param arguments see {@code --out FILE} and the options that the usage names
     * @throws Exception if the file cannot be written
     */
    public static void main(String... arguments) throws Exception {
        int code = 0;
        try {
            Campaign campaign = Campaign.of(List.of(arguments));
            new Laboratory(campaign, Files.createTempDirectory("selfheal-laboratory-")).record();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Campaign.USAGE);
            code = 2;
        }
        System.exit(code);
    }

    private void record() throws Exception {
        Set<String> done = done(campaign.out());
        List<Assignment> left = campaign.assignments(actions()).stream()
                .filter(assignment -> !done.contains(assignment.key()))
                .limit(campaign.runs())
                .toList();
        System.out.printf("%d runs are there, %d to do; processes write to %s%n", done.size(), left.size(), folder);
        ExecutorService executor = Executors.newFixedThreadPool(campaign.parallel());
        left.forEach(assignment -> executor.execute(() -> carryOut(assignment, left.size())));
        executor.shutdown();
        while (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
            // it takes as long as it takes
        }
    }

    /** The ids of the shop's actions, as a shop tells them. */
    private List<String> actions() throws Exception {
        try (Instance shop = premises("0", "").open(1)) {
            shop.ready().get(1, TimeUnit.MINUTES);
            return shop.words().stream()
                    .filter(word -> word.what().equals("equipped"))
                    .findFirst()
                    .orElseThrow()
                    .rest();
        }
    }

    private Premises premises(String name, String action) {
        return new Premises(folder, sandbox, List.of(), LaboratoryProcess.class, List.of()).in(name, action);
    }

    private void carryOut(Assignment assignment, int all) {
        int number = count.incrementAndGet();
        long begun = System.nanoTime();
        Path own = folder.resolve(String.valueOf(number));
        try {
            ObjectNode line = new Experiment(
                            assignment, premises(String.valueOf(number), assignment.action()), campaign.watch())
                    .run();
            append(line);
            System.out.printf(
                    Locale.ROOT,
                    "%4d/%d %-50s %5.1f s  %s%n",
                    number,
                    all,
                    assignment.key(),
                    (System.nanoTime() - begun) / 1e9,
                    shown(line));
            delete(own);
        } catch (Exception failed) { // the next may succeed, and this one is run again when the recording is continued
            System.out.printf("%4d/%d %-50s was not recorded: %s%n", number, all, assignment.key(), failed);
        }
    }

    private static String shown(ObjectNode line) {
        JsonNode after = line.path("after");
        return line.has("case")
                ? line.at("/case/symptom/id").asText() + " after " + line.path("seconds") + " s; of "
                        + after.path("sent") + " " + after.path("failed") + " failed, " + after.path("slow") + " slow; "
                        + line.path("verdict").asText("-")
                        + (line.path("gone").asBoolean() ? ", gone" : ", still there")
                        + (line.path("died").asBoolean() ? ", died" : "")
                : "no decision was made";
    }

    private synchronized void append(ObjectNode line) throws IOException {
        Files.writeString(
                campaign.out(),
                line + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The keys of what a file holds; a last line that was cut off is taken away. */
    private static Set<String> done(Path file) throws IOException {
        Set<String> keys = new HashSet<>();
        if (!Files.exists(file)) {
            return keys;
        }
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n') + 1;
        if (end < text.length()) {
            Files.writeString(file, text.substring(0, end));
        }
        for (String line : text.substring(0, end).lines().toList()) {
            JsonNode run = JSON.readTree(line);
            keys.add(run.path("condition").asText() + "/" + run.path("load").asInt() + "/"
                    + run.path("seed").asLong() + "/" + run.path("action").asText());
        }
        return keys;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
