/**
 * Test kit: {@link io.selfheal.test.VirtualTime} drives a healer without waiting, {@link io.selfheal.test.ScriptedProbe},
 * {@link io.selfheal.test.RecordingAction}, {@link io.selfheal.test.Events} and {@link io.selfheal.test.MemoryJournal} stand
 * in for the outside, and the {@code …Contract} interfaces are suites that an implementation of the interface in their
 * name inherits.
 */
@NullMarked
package io.selfheal.test;

import org.jspecify.annotations.NullMarked;
