/** A service that heals itself with the advice of a language model, and tells the incident afterwards. */
@NullMarked
package io.selfheal.examples.advised;

import org.jspecify.annotations.NullMarked;
