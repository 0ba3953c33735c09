package io.selfheal.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code forecast [--seed N] [--step MINUTES]}: how well {@link io.selfheal.detect.Runway} sees exhaustion coming, beside three
 * others, on made-up series. {@code forecast --data FILE.csv --capacity N}: what it says of a recorded one.
 */
final class ForecastCommand {
    private static final String USAGE =
            "usage: forecast [--seed N] [--step MINUTES], or forecast --data FILE.csv --capacity N";
    private static final Map<String, Supplier<Forecaster>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("selfheal Runway", () -> new RunwayForecaster(Traces.CAPACITY));
        ALL.put("predict_linear 6 h", () -> new PredictLinear(Traces.CAPACITY));
        ALL.put("node-exporter mixin rule", () -> new FillingUp(Traces.CAPACITY));
        ALL.put("Mann-Kendall + Sen 24 h", () -> new MannKendallSen(Traces.CAPACITY));
    }

    private ForecastCommand() {}

    static void run(List<String> arguments, PrintStream out) throws IOException {
        Map<String, String> options = options(arguments);
        String data = options.get("--data");
        if (data == null && !options.containsKey("--capacity")) {
            compare(options, out);
        } else if (data == null || options.size() != 2 || !options.containsKey("--capacity")) {
            throw new IllegalArgumentException("--data goes with --capacity, and with nothing else; " + USAGE);
        } else {
            double capacity = number(options, "--capacity", 0);
            new Recording(Points.read(Path.of(data)), capacity).print(out);
        }
    }

    private static void compare(Map<String, String> options, PrintStream out) {
        long seed = (long) number(options, "--seed", 1);
        double step = number(options, "--step", 1);
        if (step < 0.1 || step > 10) {
            throw new IllegalArgumentException("--step " + step + ": give 0.1 to 10 minutes; " + USAGE);
        }
        List<Trace> traces = new Traces(seed, step).protocol();
        out.printf(Locale.ROOT, "seed %d, a value every %s min%n", seed, step);
        out.println(
                "                           detected   lead p50 / p10   error linear   accelerating   false alarms a week");
        ALL.forEach((name, fresh) -> {
            Foresight foresight = Foresight.of(fresh, traces);
            out.printf(Locale.ROOT, "%-25s %s%n", name, foresight.row());
            Cost cost = Cost.of(fresh, traces);
            out.printf(Locale.ROOT, "%-25s %.0f ns and %.0f bytes a point%n", "", cost.nanos(), cost.bytes());
            if (name.startsWith("selfheal")) {
                out.printf(Locale.ROOT, "%-25s %.2f of its 90 %% intervals held the truth%n", "", foresight.covered());
            }
        });
    }

    private static double number(Map<String, String> options, String name, double otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(name + " " + text + " is no finite number; " + USAGE);
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!List.of("--seed", "--step", "--data", "--capacity").contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is no option; " + USAGE);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " lacks its value; " + USAGE);
            }
            options.put(name, arguments.get(i + 1));
        }
        return options;
    }
}
