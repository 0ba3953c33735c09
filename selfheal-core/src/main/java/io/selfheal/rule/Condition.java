package io.selfheal.rule;

import io.selfheal.Rule;
import java.time.Duration;
import java.util.stream.Stream;

/** What has to hold: as data, without a state. */
sealed interface Condition permits Single, Combination {
    /** What an action takes until its effect shows in a number. */
    Duration EFFECT = Duration.ofSeconds(10);

    Dwell dwell();

    Condition lasting(Dwell time);

    /** The names of the metrics it judges by, in the order in which they are written. */
    Stream<String> metrics();

    /** What the metrics are held against. */
    Stream<Rule.Basis> bases();

    /** How long after an action it can be told whether it still holds, if the sentence does not say. */
    Duration settle();

    /** The condition as part of an id. */
    String slug();

    /** The condition as a person says it. */
    String words();

    /** What is wrong with it, each with its fix. */
    Stream<String> problems();

    /** Something that watches for it, with fresh state. */
    Watch watch();
}
