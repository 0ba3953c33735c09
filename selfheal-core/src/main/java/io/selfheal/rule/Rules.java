package io.selfheal.rule;

/**
 * Where every rule begins. Meant for a static import:
 *
 * <pre>{@code
 * when("memory.used.ratio").above(0.90).lasting(Duration.ofSeconds(30)).clearingBelow(0.80)
 *         .run("clear-cache").thenRun("shed-load")
 *         .because("Memory usage is critically high")
 * when("payments").isDown().run("open-breaker")
 * when("orders.queued").risingBy(1000, Duration.ofMinutes(1)).run("shed-load")
 * when("orders.rate").isUnusual()
 * when("disk.free.bytes").runsOutWithin(Duration.ofHours(24)).run("purge-spool")
 * }</pre>
 *
 * <p>From the condition on, every stage of the sentence is a {@link io.selfheal.Rule}, immutable, and safe to reuse: a
 * call returns a new value. What is wrong with a sentence is said by {@link io.selfheal.Rule#problems()}, all at once,
 * when the healer is built; writing it throws nothing but {@link NullPointerException} for a null.
 */
public final class Rules {
    private Rules() {}

    /**
     * Begins a rule about a metric.
     *
     * @param metric the metric's name, as its probe reports it
     * @return the beginning of the sentence
     */
    public static When when(String metric) {
        return new When(metric);
    }
}
