/**
 * Symptoms that need no threshold, and forecasts. Start at {@link io.selfheal.detect.Unusual}, or at
 * {@link io.selfheal.detect.Surprise} and {@link io.selfheal.detect.Runway} for the numbers alone. Nothing here is shared
 * between threads: all of it belongs to the thread that uses it, usually the loop's.
 */
@NullMarked
package io.selfheal.detect;

import org.jspecify.annotations.NullMarked;
