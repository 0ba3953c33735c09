/**
 * selfheal: a service that embeds it notices its own faults, applies the least harmful remedy that works, verifies that
 * it worked, and leaves a record. Start at {@link io.selfheal.SelfHealing}.
 */
@NullMarked
package io.selfheal;

import org.jspecify.annotations.NullMarked;
