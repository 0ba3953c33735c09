package io.selfheal.downstream;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;

/**
 * Has a client of a dependency begin anew, with what the host gives it to do: close its connections, which ends the calls
 * that hang on them, forget a stale address, be built again. Calls that come afterwards may hang again: see
 * {@link OpenBreaker#resetting}, which keeps them away meanwhile.
 *
 * <pre>{@code
 * new ResetClient("reset-client", payments::reconnect)
 * }</pre>
 *
 * <p><b>Risk</b>: {@link Risk#MODERATE}; the client's calls in flight fail. <b>Needs</b>: a way of resetting that may be called
 * at any time, from any thread and more than once, and that ends within ten seconds. <b>Undo</b>: none. <b>Interrupted</b>: as
 * that way does. <b>Verified</b> by the rule's own metric.
 */
public final class ResetClient implements RecoveryAction {
    private final String id;
    private final Body reset;

    /**
     * Resets a client.
     *
     * @param id the action's id, such as {@code reset-client}
     * @param reset has the client begin anew
     */
    public ResetClient(String id, Body reset) {
        this.id = id;
        this.reset = reset;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Risk risk() {
        return Risk.MODERATE;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void recover(Recovery recovery) throws Exception {
        reset.run();
        recovery.report("the client was reset");
    }
}
