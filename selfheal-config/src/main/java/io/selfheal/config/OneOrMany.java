package io.selfheal.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One value, or a list of different ones.
 *
 * @param each the kind of each
 * @param <T> what each is read to
 */
record OneOrMany<T>(Word<T> each) implements Kind<List<At<T>>> {
    @Override
    public Optional<List<At<T>>> read(Node node, Problems problems) {
        if (!(node instanceof Node.Series series)) {
            return each.read(node, problems).map(value -> List.of(new At<>(value, node.place())));
        }
        if (series.items().isEmpty()) {
            problems.add(node.place(), "found an empty list, expected " + each.expected() + "; or leave the key out");
        }
        List<At<T>> read = new ArrayList<>();
        Set<T> seen = new HashSet<>();
        for (Node item : series.items()) {
            each.read(item, problems).ifPresent(value -> {
                if (seen.add(value)) {
                    read.add(new At<>(value, item.place()));
                } else {
                    problems.add(item.place(), "found " + item.shown() + " again, expected each once; leave one out");
                }
            });
        }
        return Optional.of(read);
    }
}
