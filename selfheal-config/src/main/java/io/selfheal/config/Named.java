package io.selfheal.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names that the host chooses, each with a value.
 *
 * @param of what has the names, in words: {@code probes}
 * @param name what every name looks like
 * @param each the kind of each value
 * @param <T> what each value is read to
 */
record Named<T>(String of, Word<String> name, Kind<T> each) implements Kind<Map<String, At<T>>> {
    @Override
    public Optional<Map<String, At<T>>> read(Node node, Problems problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(
                    node.place(), "found " + node.shown() + ", expected the names of " + of + ", each with its value");
            return Optional.empty();
        }
        Map<String, At<T>> read = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            Node key = new Node.Scalar(entry.place(), entry.key(), true, false, List.of());
            Optional<T> value = each.read(entry.value(), problems);
            name.read(key, problems)
                    .ifPresent(known -> value.ifPresent(it -> read.put(known, new At<>(it, entry.place()))));
        }
        return Optional.of(read);
    }
}
