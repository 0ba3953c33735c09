package io.selfheal.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A value that is one text: a name, a duration, one of several words.
 *
 * @param expected what is expected, in words
 * @param pattern the form that every such text has
 * @param plain how it may also stand in the file, as a number or a boolean, in the words of JSON Schema; empty if as text only
 * @param tells whether a value that was read would tell a secret in events and logs
 * @param known the words there are; empty if there are countless
 * @param parse makes a value of a text of that form
 * @param <T> what is read
 */
record Word<T>(
        String expected,
        Pattern pattern,
        Map<String, Object> plain,
        BiPredicate<Object, String> tells,
        Collection<String> known,
        Parse<T> parse)
        implements Kind<T> {
    /** Most values turn up in some event. */
    static final BiPredicate<Object, String> TOLD = (value, secret) -> true;

    /**
     * Makes a value of a text.
     *
     * @param <T> the value's type
     */
    @FunctionalInterface
    interface Parse<T> {
        T of(String text) throws Misfit;
    }

    static <T> Word<T> of(String expected, String pattern, Parse<T> parse) {
        return new Word<>(expected, Pattern.compile(pattern), Map.of(), TOLD, List.of(), parse);
    }

    /** The same kind, which may also stand in the file as a number or a boolean. */
    Word<T> or(Map<String, Object> schema) {
        return new Word<>(expected, pattern, schema, tells, known, parse);
    }

    @Override
    public Optional<T> read(Node node, Problems problems) {
        if (!(node instanceof Node.Scalar scalar)) {
            problems.add(node.place(), "found " + node.shown() + ", expected " + expected);
            return Optional.empty();
        }
        if (!scalar.known()) {
            return Optional.empty();
        }
        try {
            if (!pattern.matcher(scalar.text()).matches()) {
                throw new Misfit();
            }
            T value = parse.of(scalar.text());
            Optional<Node.Secret> told = scalar.secrets().stream()
                    .filter(secret -> tells.test(value, secret.value()))
                    .findFirst();
            told.ifPresent(secret -> problems.add(
                    node.place(),
                    "found ${" + secret.name() + "}, which looks secret, where the value is told in events and logs;"
                            + " expected a variable of another name"));
            return told.isPresent() ? Optional.empty() : Optional.of(value);
        } catch (Misfit misfit) {
            String hint = scalar.hidden() ? "" : misfit.hint() + Likeness.hint(scalar.text(), known);
            problems.add(node.place(), "found " + scalar.shown() + ", expected " + expected + hint);
            return Optional.empty();
        }
    }
}
