package io.selfheal.downstream;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * A switch between a dependency and what is served instead of it: the last known answer, a default, a smaller page. The host
 * asks it for each call, {@link ServeFallback} turns it. Safe to use from any thread; never blocks by itself.
 *
 * <pre>{@code
 * Fallback stalePrices = new Fallback();
 * Price price = stalePrices.call(() -> prices.of(item), () -> lastKnown(item));
 * }</pre>
 */
public final class Fallback {
    private volatile boolean inForce;

    /** Calls the dependency. */
    public Fallback() {}

    /** Whether the dependency is left alone now. */
    public boolean inForce() {
        return inForce;
    }

    /**
     * Calls the dependency, or what is there instead while that is in force. A call that fails is not caught.
     *
     * @param call what asks the dependency
     * @param instead what gives an answer without it
     * @param <T> what both result in
     * @return the answer of one of the two
     * @throws Exception what the call throws
     */
    public <T> T call(Callable<T> call, Supplier<? extends T> instead) throws Exception {
        return inForce ? instead.get() : call.call();
    }

    void set(boolean wanted) {
        inForce = wanted;
    }
}
