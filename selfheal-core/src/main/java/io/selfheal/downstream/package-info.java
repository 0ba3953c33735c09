/**
 * Remedies and probes for what a service depends on: a breaker that is held open, a client that begins anew, a fallback that
 * is served meanwhile. They spare the dependency and the service's own threads; that the dependency is sick is never a
 * reason to take the service for dead.
 */
@NullMarked
package io.selfheal.downstream;

import org.jspecify.annotations.NullMarked;
