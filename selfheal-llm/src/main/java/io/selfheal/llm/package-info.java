/**
 * A language model as {@link io.selfheal.DecisionAdvisor}: one structured call, strict reading, and nothing of the host's that
 * it was not told to show.
 */
@NullMarked
package io.selfheal.llm;

import org.jspecify.annotations.NullMarked;
