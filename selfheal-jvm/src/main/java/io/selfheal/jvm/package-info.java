/**
 * The JVM seen from inside: heap, collections, threads, locks, tasks, pools, descriptors and disk, with evidence and
 * remedies. It is enough to have this module on the class path; see {@link io.selfheal.jvm.JvmPlugin}. Remedies and what
 * only the host knows (its executors, caches, pools) are added by the host, in a line each.
 */
@NullMarked
package io.selfheal.jvm;

import org.jspecify.annotations.NullMarked;
