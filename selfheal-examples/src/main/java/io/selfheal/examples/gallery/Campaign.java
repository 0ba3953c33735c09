package io.selfheal.examples.gallery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the {@link Laboratory} is to record.
 *
 * @param out the file
 * @param conditions what happens
 * @param loads how many customers come each second
 * @param seeds what varies when it happens
 * @param actions the actions to take, empty for none; an empty list for all that there are, and none
 * @param runs how many runs more at most
 * @param parallel how many at a time
 * @param watch how long customers are watched after the decision
 */
record Campaign(
        Path out,
        List<Condition> conditions,
        List<Integer> loads,
        List<Long> seeds,
        List<String> actions,
        int runs,
        int parallel,
        Duration watch) {
    static final String USAGE = """
            usage: Laboratory --out FILE [--seeds 1,2] [--loads 60,100] [--conditions NAME,…] [--actions ID,…] [--runs N]
                   [--parallel 1] [--watch SECONDS]
            "nothing" is an action, too; FILE is continued if it is there""";

    private static final String NOTHING = "nothing";
    private static final List<String> OPTIONS =
            List.of("--out", "--seeds", "--loads", "--conditions", "--actions", "--runs", "--parallel", "--watch");

    /**
     * What arguments say.
     *
     * @param arguments options, each followed by its value
     * @throws IllegalArgumentException if one makes no sense
     */
    static Campaign of(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i))) {
                throw new IllegalArgumentException("there is no option " + arguments.get(i));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " has no value");
            }
        }
        String out = value(arguments, "--out", "");
        if (out.isEmpty()) {
            throw new IllegalArgumentException("--out is missing: name the file to write");
        }
        int watch = number(value(arguments, "--watch", "7"));
        if (watch < 3) {
            throw new IllegalArgumentException("--watch " + watch + " is too short: give 3 seconds or more");
        }
        return new Campaign(
                Path.of(out),
                list(arguments, "--conditions", "", Condition::named, Condition.all()),
                list(arguments, "--loads", "60,100", Campaign::positive, List.of()),
                list(arguments, "--seeds", "1,2", text -> (long) number(text), List.of()),
                list(arguments, "--actions", "", id -> id.equals(NOTHING) ? "" : id, List.of()),
                number(value(arguments, "--runs", String.valueOf(Integer.MAX_VALUE))),
                positive(value(arguments, "--parallel", "1")),
                Duration.ofSeconds(watch));
    }

    /** All runs, in order, if there are these actions. */
    List<Assignment> assignments(List<String> registered) {
        List<String> unknown = actions.stream()
                .filter(action -> !action.isEmpty() && !registered.contains(action))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no action " + unknown + ": there are " + registered);
        }
        List<String> tried = actions.isEmpty()
                ? Stream.concat(Stream.of(""), registered.stream()).toList()
                : actions;
        List<Assignment> all = new ArrayList<>();
        for (long seed : seeds) {
            for (int load : loads) {
                for (Condition condition : conditions) {
                    tried.forEach(action -> all.add(new Assignment(condition, load, seed, action)));
                }
            }
        }
        return all;
    }

    private static <T> List<T> list(
            List<String> arguments, String option, String usual, Function<String, T> reading, List<T> all) {
        String value = value(arguments, option, usual);
        return value.isEmpty()
                ? all
                : Stream.of(value.split(",")).map(String::strip).map(reading).toList();
    }

    private static String value(List<String> arguments, String option, String usual) {
        int at = arguments.indexOf(option);
        return at < 0 ? usual : arguments.get(at + 1);
    }

    private static int positive(String text) {
        int number = number(text);
        if (number < 1) {
            throw new IllegalArgumentException(text + " is too small: give 1 or more");
        }
        return number;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no whole number", e);
        }
    }
}
