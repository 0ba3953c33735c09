package io.selfheal.examples.gallery;

import java.time.Duration;
import java.util.Random;

/**
 * One run of the {@link Laboratory}: which action to take, from which start.
 *
 * @param condition what happens
 * @param load how many customers come each second
 * @param seed varies when it happens
 * @param action the action's id; empty for none
 */
record Assignment(Condition condition, int load, long seed, String action) {
    /** What tells it from every other one. */
    String key() {
        return condition.name() + "/" + load + "/" + seed + "/" + action;
    }

    /** How long the shop is left in peace before it happens: the same for every action. */
    Duration peace() {
        Duration warm = condition.fresh() ? Duration.ZERO : Duration.ofMillis(1_500);
        return warm.plusMillis(random().nextInt(500));
    }

    /** How long after that the incident is opened by hand if nothing is wrong. */
    Duration patience() {
        Random random = random();
        random.nextInt();
        return Duration.ofMillis(1_200 + random.nextInt(600));
    }

    private Random random() {
        return new Random(seed * 31 + (condition.name() + load).hashCode());
    }
}
