/**
 * Health over HTTP, both ways: {@link io.selfheal.http.HealthEndpoint} tells how this service does, and
 * {@link io.selfheal.http.HttpProbe} asks how another one does.
 */
@NullMarked
package io.selfheal.http;

import org.jspecify.annotations.NullMarked;
