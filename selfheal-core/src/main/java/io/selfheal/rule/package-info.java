/**
 * Rules as a sentence: what is wrong, for how long, and what to do about it. Start at {@link io.selfheal.rule.Rules}.
 */
@NullMarked
package io.selfheal.rule;

import org.jspecify.annotations.NullMarked;
