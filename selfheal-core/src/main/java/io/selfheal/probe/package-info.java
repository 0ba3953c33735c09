/** Probes of what lies around a service, ready to be used: ports, files and processes. */
@NullMarked
package io.selfheal.probe;

import org.jspecify.annotations.NullMarked;
