/**
 * Judges decision engines by what came of every action from the same start. Start at {@link
 * io.selfheal.benchmarks.decide.DecideCommand}.
 */
@NullMarked
package io.selfheal.benchmarks.decide;

import org.jspecify.annotations.NullMarked;
