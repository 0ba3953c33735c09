package io.selfheal;

/**
 * Contributes probes, detectors, rules, actions, guards and listeners to every loop of a service, from a jar of its own.
 * Found by {@link java.util.ServiceLoader}: name the class in {@code META-INF/services/io.selfheal.HealingPlugin} or in a
 * {@code provides} of its module.
 */
public interface HealingPlugin {
    /** The name in events and errors, and for {@link SelfHealing.Builder#without}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Contributes. Called once for each loop, on the thread that builds it; must not block.
     *
     * @param registry where to leave the contributions
     * @throws Exception if it cannot be used here: it is left out and the loop says so
     */
    void install(Registry registry) throws Exception;
}
