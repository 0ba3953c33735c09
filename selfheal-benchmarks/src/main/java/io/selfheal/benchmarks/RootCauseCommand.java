package io.selfheal.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.diagnose.Change;
import io.selfheal.diagnose.RootCause;
import io.selfheal.diagnose.Suspect;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code rootcause --data DIR --out ranking.csv}: ranks the components of every recorded incident ({@code *.json}) below a
 * folder, through the class that a host uses, and writes {@code case_id,rank,component,metric}.
 */
final class RootCauseCommand {
    private static final String USAGE = "usage: rootcause --data DIR --out ranking.csv";
    /** Rankings of the first case before any is timed, as the JVM has yet to compile what it runs. */
    private static final int WARM_UP = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private RootCauseCommand() {}

    static void run(List<String> arguments, PrintStream out) throws IOException {
        Path data = path(arguments, "--data");
        Path ranking = path(arguments, "--out");
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException(data + " is no folder: --data names one with cases (*.json) in it");
        }
        long nanos = 0;
        int cases = 0;
        try (BufferedWriter to = Files.newBufferedWriter(ranking)) {
            to.write("case_id,rank,component,metric\n");
            for (Path file : files(data)) {
                JsonNode recorded = JSON.readTree(file.toFile());
                if (!recorded.has("symptom")) {
                    continue; // a file of answers, or anything else beside the cases
                }
                Map<String, Set<String>> components = components(recorded);
                List<Change> changes = changes(recorded);
                for (int i = 0; cases == 0 && i < WARM_UP; i++) {
                    RootCause.rank(components, changes);
                }
                long begun = System.nanoTime();
                List<Suspect> suspects = RootCause.rank(components, changes);
                nanos += System.nanoTime() - begun;
                cases++;
                write(to, recorded.path("id").asText(), suspects);
            }
        }
        if (cases == 0) {
            throw new IllegalArgumentException(data + " holds no case: --data names a folder with cases (*.json)");
        }
        out.printf(Locale.ROOT, "cases: %d%nms per case: %.2f%n", cases, nanos / 1e6 / cases);
    }

    private static void write(BufferedWriter to, String id, List<Suspect> suspects) throws IOException {
        int rank = 1;
        for (Suspect suspect : suspects) {
            to.write(id + "," + rank++ + "," + quoted(suspect.component()) + "," + quoted(suspect.metric()) + "\n");
        }
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Map<String, Set<String>> components(JsonNode recorded) {
        Map<String, Set<String>> components = new LinkedHashMap<>();
        for (JsonNode component : recorded.path("components")) {
            Set<String> needs = new LinkedHashSet<>();
            component.path("dependsOn").forEach(other -> needs.add(other.asText()));
            components.put(component.path("id").asText(), needs);
        }
        return components;
    }

    private static List<Change> changes(JsonNode recorded) {
        long at = recorded.path("symptom").path("at").asLong();
        JsonNode times = recorded.path("times");
        int split = 0;
        while (split < times.size() && times.get(split).asLong() < at) {
            split++;
        }
        List<Change> changes = new ArrayList<>();
        for (int m = 0; m < recorded.path("metrics").size(); m++) {
            JsonNode metric = recorded.path("metrics").get(m);
            JsonNode values = recorded.path("values").get(m);
            changes.add(Change.of(
                    metric.path("component").asText(),
                    metric.path("name").asText(),
                    Change.Kind.of(unit(metric.path("unit"))),
                    numbers(values, 0, split),
                    numbers(values, split, values.size())));
        }
        return changes;
    }

    private static String unit(JsonNode unit) {
        return unit.isTextual() ? unit.asText() : ""; // null is no unit, and no text
    }

    private static double[] numbers(JsonNode values, int from, int to) {
        double[] numbers = new double[to - from];
        for (int i = from; i < to; i++) {
            numbers[i - from] = values.get(i).isNumber() ? values.get(i).asDouble() : Double.NaN;
        }
        return numbers;
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data, 4)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Path path(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at < 0 || at + 1 >= arguments.size()) {
            throw new IllegalArgumentException(option + " is missing; " + USAGE);
        }
        return Path.of(arguments.get(at + 1));
    }
}
