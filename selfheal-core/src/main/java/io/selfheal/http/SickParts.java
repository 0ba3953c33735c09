package io.selfheal.http;

import java.util.ArrayList;
import java.util.List;

/** The parts of a health that are not UP: the first few by name, of the others only how many there are. */
final class SickParts {
    private static final int MOST = 5;
    private static final int LONGEST_NAME = 120;

    private final List<String> first = new ArrayList<>();
    private int count;

    void add(String name, String word) {
        if (first.size() < MOST) {
            first.add(name + " " + word);
        }
        count++;
    }

    int count() {
        return count;
    }

    /** The name of a part, cut before it is put together: whoever answers chooses how long it is, and how often it comes. */
    static String name(String path, String part) {
        return cut(path + cut(part));
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** The first ones, and how many more: {@code db DOWN, mail DOWN and 3 more}; empty if there is none. */
    String shown() {
        return String.join(", ", first) + (count > MOST ? " and " + (count - MOST) + " more" : "");
    }
}
