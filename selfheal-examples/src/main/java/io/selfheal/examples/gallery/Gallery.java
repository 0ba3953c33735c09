package io.selfheal.examples.gallery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Runs the gallery of faults, with selfheal and without, and prints what became of each. */
public final class Gallery {
    private Gallery() {}

    /**
     * Runs it. Ends with 0 if everything was healed that should be, with 1 if not.
     *
     * @param arguments names of faults, none for all
     * @throws Exception if a shop cannot be started
     */
    public static void main(String... arguments) throws Exception {
        List<Fault> faults = arguments.length == 0
                ? Faults.all()
                : List.of(arguments).stream().map(Faults::named).toList();
        Path folder = Files.createTempDirectory("selfheal-gallery-");
        List<Result> results = new ArrayList<>();
        System.out.println(folder);
        System.out.printf(
                "%-22s %-8s %8s %8s %7s %6s %8s %8s %8s%n",
                "fault", "selfheal", "detected", "healed", "failed", "of", "before", "during", "after");
        for (Fault fault : faults) {
            for (boolean heals : new boolean[] {false, true}) {
                Result result =
                        new Trial(fault, folder.resolve(fault.name() + (heals ? "-with" : "-without")), heals).run();
                results.add(result);
                print(result);
            }
        }
        boolean good = results.stream().allMatch(result -> result.asExpected() || !result.heals());
        System.exit(good ? 0 : 1);
    }

    private static void print(Result r) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %-8s %8s %8s %7d %6d %8.0f %8.0f %8.0f  %s%n",
                r.fault(),
                r.heals() ? "with" : "without",
                seconds(r.detected()),
                seconds(r.healed()),
                r.failed(),
                r.sent(),
                r.before(),
                r.during(),
                r.after(),
                r.story());
    }

    private static String seconds(OptionalDouble time) {
        return time.isPresent() ? String.format(Locale.ROOT, "%.2f s", time.getAsDouble()) : "-";
    }
}
