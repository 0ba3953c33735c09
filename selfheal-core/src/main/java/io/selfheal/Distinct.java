package io.selfheal;

import java.util.HashSet;
import java.util.Set;

/** Tells things of one name apart, as two lambdas are: {@code listener}, {@code listener 2}. */
final class Distinct {
    private final Set<String> taken = new HashSet<>();

    String name(String wanted) {
        String name = Text.name(wanted);
        String distinct = name;
        for (int i = 2; !taken.add(distinct); i++) {
            distinct = name + " " + i;
        }
        return distinct;
    }
}
