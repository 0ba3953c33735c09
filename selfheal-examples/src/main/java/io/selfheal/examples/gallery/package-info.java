/** The fault gallery: one small service, real faults injected into its running JVM, and one configuration that heals them. */
@NullMarked
package io.selfheal.examples.gallery;

import org.jspecify.annotations.NullMarked;
