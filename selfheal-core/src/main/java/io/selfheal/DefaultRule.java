package io.selfheal;

import java.util.Collections;
import java.util.Set;

/**
 * A plugin's rule, which steps back for the host's.
 *
 * @param rule the rule
 * @param alike other metrics that tell of the same thing as its own
 */
record DefaultRule(Rule rule, Set<String> alike) {
    /** A threshold says nothing of what is to come, and a forecast nothing of what is: one does not stand in for the other. */
    boolean stepsBackFor(Rule own) {
        boolean sameThing =
                !Collections.disjoint(own.metrics(), rule.metrics()) || !Collections.disjoint(own.metrics(), alike);
        return sameThing && !Collections.disjoint(own.bases(), rule.bases());
    }
}
