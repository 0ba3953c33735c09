/** Runnable examples of selfheal: quickstart, plugin, observe-only. */
@NullMarked
package io.selfheal.examples;

import org.jspecify.annotations.NullMarked;
