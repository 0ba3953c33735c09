package io.selfheal.rule;

import java.util.List;

/**
 * What is written in a condition or a remedy, part by part, to tell whether another one says the same. Not left to the
 * records: the JDK's own {@code equals} of a record keeps the class loader of the last one that asked it.
 */
final class Gist {
    private Gist() {}

    static List<Object> of(Condition condition) {
        if (condition instanceof Combination all) {
            return List.of(
                    "both",
                    all.both(),
                    of(all.left()),
                    of(all.right()),
                    all.dwell().said());
        }
        if (condition instanceof Level level) {
            return List.of(
                    "level",
                    level.metric(),
                    level.above(),
                    level.limit(),
                    level.said(),
                    level.dwell().said());
        }
        if (condition instanceof Change change) {
            return List.of(
                    "change",
                    change.metric(),
                    change.rising(),
                    change.amount(),
                    change.window(),
                    change.said(),
                    change.dwell().said());
        }
        if (condition instanceof Ailment ailment) {
            return List.of(
                    "ailment", ailment.metric(), ailment.from(), ailment.dwell().said());
        }
        if (condition instanceof Oddity oddity) {
            return List.of(
                    "oddity",
                    oddity.metric(),
                    oddity.falseAlarmsAMonth(),
                    oddity.dwell().said());
        }
        if (condition instanceof Dwindling dwindling) {
            return List.of(
                    "dwindling",
                    dwindling.metric(),
                    dwindling.within(),
                    dwindling.said(),
                    dwindling.dwell().said());
        }
        throw new IllegalArgumentException(condition.words() + " is a condition of another kind");
    }

    static List<Object> of(Remedy remedy) {
        return List.of(remedy.name(), remedy.reason(), remedy.ladder(), remedy.settle(), remedy.slips());
    }
}
