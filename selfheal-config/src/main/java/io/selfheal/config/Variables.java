package io.selfheal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts in the environment's values: {@code ${NAME}} and {@code ${NAME:default}}, where a doubled dollar sign makes it plain
 * text. It works on a value that was already taken out of the file, so what a variable holds is text and nothing else.
 */
final class Variables {
    /** Either an escaped beginning, or a whole variable, or the beginning of a malformed one. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_.-]{0,199})(?::([^}]*))?}|\\$\\{");

    /** More than any value may have; so a variable that is used often and holds much fills no memory. */
    private static final int LONGEST = 2_000;

    private final Function<String, Optional<String>> environment;
    private final Problems problems;

    Variables(Function<String, Optional<String>> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** A value as the file has it, with its variables replaced. */
    Node.Scalar substituted(Place place, String text, boolean hidden) {
        if (text.indexOf("${") < 0) {
            return new Node.Scalar(place, text, true, hidden, List.of());
        }
        StringBuilder out = new StringBuilder();
        boolean known = true;
        List<Node.Secret> secrets = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(text);
        int rest = 0;
        while (matcher.find()) {
            out.append(text, rest, matcher.start());
            rest = matcher.end();
            String name = matcher.group(1);
            if (name != null) {
                Optional<String> value = environment.apply(name).or(() -> Optional.ofNullable(matcher.group(2)));
                known &= told(place, name, value);
                value.ifPresent(put ->
                        out.append(put, 0, Math.min(put.length(), LONGEST + 1 - Math.min(out.length(), LONGEST))));
                if (Secrets.looksSecret(name)) {
                    secrets.add(new Node.Secret(name, value.orElse("")));
                }
            } else if (matcher.group().equals("${")) {
                problems.add(
                        place,
                        "found \"${\" that begins no variable, expected ${NAME} or ${NAME:default}, or $${ for a plain ${");
                known = false;
            } else {
                out.append("${");
            }
        }
        out.append(text, rest, text.length());
        if (out.length() > LONGEST) {
            problems.add(place, "found a value that its variables make longer than " + LONGEST + " characters");
            return new Node.Scalar(place, "", false, hidden, secrets);
        }
        return new Node.Scalar(place, out.toString(), known, hidden || !secrets.isEmpty(), secrets);
    }

    private boolean told(Place place, String name, Optional<String> value) {
        if (value.isEmpty()) {
            problems.add(
                    place,
                    "found ${" + name + "}, which is not set in the environment; set it, or give a default: ${" + name
                            + ":default}");
        }
        return value.isPresent();
    }
}
