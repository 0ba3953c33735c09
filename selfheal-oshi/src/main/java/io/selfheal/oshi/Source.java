package io.selfheal.oshi;

import java.util.Optional;

/** One place where a number can be had. Read by one thread at a time. */
@FunctionalInterface
interface Source<T> {
    /** What it says now; empty if it has nothing to say here. */
    Optional<T> read() throws Exception;
}
