/**
 * Infers the likely cause from a declared knowledge base, and chooses the remedy with the best expected effect. Start at
 * {@link io.selfheal.diagnose.Diagnosis}.
 */
@NullMarked
package io.selfheal.diagnose;

import org.jspecify.annotations.NullMarked;
