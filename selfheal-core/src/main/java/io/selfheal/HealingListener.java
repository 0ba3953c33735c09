package io.selfheal;

/**
 * Is told what happens. Called on a thread of its own, in the order of the events, one at a time; it may block without
 * holding anything up: up to 1,024 events wait for it, and what comes beyond is dropped, counted and told.
 */
@FunctionalInterface
public interface HealingListener {
    /**
     * Something happened.
     *
     * @param event what
     * @throws Exception recorded and counted; the next event comes all the same
     */
    void on(HealingEvent event) throws Exception;

    /** The name in events and errors. */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() || getClass().isHidden() ? "listener" : simple;
    }
}
