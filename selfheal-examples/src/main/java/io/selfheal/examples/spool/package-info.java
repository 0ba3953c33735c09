/** A plugin in a jar of its own: it heals any host that has it on the class path. */
@NullMarked
package io.selfheal.examples.spool;

import org.jspecify.annotations.NullMarked;
