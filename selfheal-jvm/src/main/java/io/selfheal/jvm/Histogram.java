package io.selfheal.jvm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the objects of each class take together, the largest first.
 *
 * @param rows by class
 */
record Histogram(Map<String, Row> rows) {
    private static final Pattern LINE =
            Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S.*?)\\s*$", Pattern.MULTILINE);

    /**
     * The objects of one class.
     *
     * @param instances how many
     * @param bytes what they take
     */
    record Row(long instances, long bytes) {
        static final Row NONE = new Row(0, 0);
    }

    /** Reads what the JVM's {@code GC.class_histogram} prints; no more than so many classes. */
    static Histogram parse(String printed, int most) {
        Map<String, Row> rows = new LinkedHashMap<>();
        Matcher line = LINE.matcher(printed);
        while (rows.size() < most && line.find()) {
            rows.merge(
                    line.group(3),
                    new Row(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))),
                    (one, other) -> new Row(one.instances + other.instances, one.bytes + other.bytes));
        }
        return new Histogram(rows);
    }

    /** A class's row; of zeros for one that is not in it. */
    Row row(String name) {
        return rows.getOrDefault(name, Row.NONE);
    }
}
