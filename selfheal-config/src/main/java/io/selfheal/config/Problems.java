package io.selfheal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects what is wrong with a file: everything, up to a number that a person still reads. */
final class Problems {
    static final int MOST = 100;

    private final String file;
    private final TreeSet<PolicyProblem> found = new TreeSet<>();
    private int dropped;

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, String message) {
        if (found.size() < MOST) {
            found.add(new PolicyProblem(file, place.line(), place.column(), message));
        } else {
            dropped++;
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    /** All of them, in the order of the file. */
    List<PolicyProblem> all() {
        List<PolicyProblem> all = new ArrayList<>(found);
        if (dropped > 0) {
            PolicyProblem last = found.last();
            all.add(new PolicyProblem(
                    file, last.line(), last.column(), "found " + dropped + " more problems; mend these first"));
        }
        return List.copyOf(all);
    }
}
