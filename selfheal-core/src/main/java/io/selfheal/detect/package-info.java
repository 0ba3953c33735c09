/**
 * Symptoms that need no threshold. Start at {@link io.selfheal.detect.Unusual}, or at
 * {@link io.selfheal.detect.Surprise} for the score alone.
 */
@NullMarked
package io.selfheal.detect;

import org.jspecify.annotations.NullMarked;
