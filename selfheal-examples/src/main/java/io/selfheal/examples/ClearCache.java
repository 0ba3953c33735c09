package io.selfheal.examples;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;

/** Empties the cache of orders, and says what that freed. */
final class ClearCache implements RecoveryAction {
    private final OrderCache cache;

    ClearCache(OrderCache cache) {
        this.cache = cache;
    }

    @Override
    public String id() {
        return "clear-cache";
    }

    @Override
    public Risk risk() {
        return Risk.SAFE;
    }

    @Override
    public void recover(Recovery recovery) {
        long megabytes = cache.bytes() >> 20;
        recovery.report("evicted " + cache.clear() + " orders, " + megabytes + " MiB");
        System.gc(); // what lives is known after a collection only, and a quiet service may not need one for minutes
    }
}
