package io.selfheal.jvm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A pool that lends something out and wants it back: connections, sessions, buffers. Its methods are called from threads of
 * selfheal's own and must not block.
 */
public interface LeasedPool {
    /** How many may be lent out at the same time; above zero. */
    int size();

    /** How many are lent out. */
    int inUse();

    /** How many threads wait for one. */
    int waiting();

    /** How long the oldest one has been lent out; empty if none is, or if the pool does not know, as by default. */
    default Optional<Duration> oldest() {
        return Optional.empty();
    }

    /**
     * Takes back what was lent out for longer than a limit. Whoever still uses it gets an error from it, never somebody
     * else's.
     *
     * @param olderThan the limit
     * @return who had borrowed what was taken back, one entry each, with the borrower's stack where it is known; empty if
     *     nothing was old enough
     * @throws UnsupportedOperationException if the pool cannot, as by default
     */
    default List<String> reclaim(Duration olderThan) {
        throw new UnsupportedOperationException("this pool cannot take back what it has lent out");
    }

    /**
     * Replaces what it lends by new ones, softly: what is idle at once, what is lent out when it is given back.
     *
     * @throws UnsupportedOperationException if the pool cannot, as by default
     */
    default void recycle() {
        throw new UnsupportedOperationException("this pool cannot replace what it lends");
    }

    /**
     * A HikariCP pool, through the bean that it registers ({@code registerMbeans=true}); selfheal needs no dependency on it.
     * It does not know how long a connection has been out, nor can it take one back; it can be recycled.
     *
     * @param poolName its {@code poolName}
     * @return the pool; asked while it is not registered, it throws {@link IllegalStateException}
     */
    static LeasedPool hikari(String poolName) {
        return new HikariPool(poolName);
    }
}
