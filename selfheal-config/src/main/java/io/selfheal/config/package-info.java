/**
 * Policies in files: {@code SelfHealing.builder().policy(Path.of("selfheal.yaml"))}. What a file may say is in
 * {@code selfheal-policy.schema.json} beside these classes, and by example in docs/policy.md.
 */
@NullMarked
package io.selfheal.config;

import org.jspecify.annotations.NullMarked;
