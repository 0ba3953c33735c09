package io.selfheal;

import java.util.Optional;

/**
 * Something that has to be had before an action starts, once every guard has let it pass: a person's word, evidence, the
 * fleet's permit. Other than a guard it may set something going, and is asked again at the next turn.
 */
interface Gate {
    /** Why an action of that risk has to wait, or must not start; empty to let it. */
    Optional<Refusal> pass(Intent intent, Decision.Heal heal, Risk risk);
}
