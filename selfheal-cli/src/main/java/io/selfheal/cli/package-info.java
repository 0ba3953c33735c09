/** The command line of selfheal. */
@NullMarked
package io.selfheal.cli;

import org.jspecify.annotations.NullMarked;
