package io.selfheal.benchmarks.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Runs as the laboratory of the examples wrote them: a line of JSON each, compressed or not.
 *
 * @param runs those in which something was decided
 * @param undecided how many there were in which the service ended before
 */
record Recording(List<Run> runs, int undecided) {
    private static final String COMMITTED = "decisions.jsonl.gz";
    private static final String LESSONS = "lessons.jsonl.gz";
    private static final String LATER = "later.jsonl.gz";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The one that comes with the benchmark. */
    static Recording committed() throws IOException {
        return resource(COMMITTED);
    }

    /** Another one that comes with it, to learn from: of each start only doing nothing and the likely remedies. */
    static Recording lessons() throws IOException {
        return resource(LESSONS);
    }

    /** A third one, of the same kind, made after all numbers were settled. */
    static Recording later() throws IOException {
        return resource(LATER);
    }

    private static Recording resource(String name) throws IOException {
        InputStream in = Recording.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalArgumentException(
                    "no " + name + " comes with this build: name a recording by --data FILE");
        }
        return read(name, in);
    }

    /** One in a file; throws {@link IllegalArgumentException} naming the line if it is none. */
    static Recording of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is no file: --data names a recording of the laboratory");
        }
        return read(file.toString(), Files.newInputStream(file));
    }

    private static Recording read(String name, InputStream in) throws IOException {
        List<Run> runs = new ArrayList<>();
        int undecided = 0;
        int number = 0;
        try (InputStream bytes = new BufferedInputStream(in);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(plain(bytes), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String place = name + ":" + ++number;
                JsonNode json = json(place, line);
                if (json.has("case")) {
                    runs.add(new RunReader(place).run(json));
                } else {
                    new RunReader(place).text(json, "condition");
                    undecided++;
                }
            }
        } catch (EOFException | ZipException e) {
            throw new IllegalArgumentException(
                    name + " is compressed, and damaged after line " + number + ": compress the recording anew", e);
        }
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no run: record some with the laboratory of the examples");
        }
        return new Recording(List.copyOf(runs), undecided);
    }

    private static JsonNode json(String place, String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    place + " is no JSON: " + e.getOriginalMessage() + "; a recording has one run in each line", e);
        }
        throw new IllegalArgumentException(place + " is no JSON object: a recording has one run in each line");
    }

    private static InputStream plain(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean compressed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return compressed ? new GZIPInputStream(bytes) : bytes;
    }
}
