package io.selfheal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list.
 *
 * @param of what is in it, in words: {@code rules}
 * @param least the least number of items
 * @param each the kind of each item
 * @param <T> what each item is read to
 */
record Many<T>(String of, int least, Kind<T> each) implements Kind<List<T>> {
    @Override
    public Optional<List<T>> read(Node node, Problems problems) {
        if (!(node instanceof Node.Series series)) {
            problems.add(node.place(), "found " + node.shown() + ", expected a list of " + of);
            return Optional.empty();
        }
        if (series.items().size() < least) {
            problems.add(
                    node.place(),
                    "found " + series.items().size() + " " + of + ", expected " + least
                            + (least == 1 ? "" : " or more"));
        }
        List<T> read = new ArrayList<>();
        series.items().forEach(item -> each.read(item, problems).ifPresent(read::add));
        return Optional.of(read);
    }
}
