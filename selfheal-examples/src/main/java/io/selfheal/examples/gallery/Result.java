package io.selfheal.examples.gallery;

import java.util.OptionalDouble;

/**
 * What came of one run of a fault.
 *
 * @param fault its name
 * @param heals whether the shop had a healer
 * @param detected seconds from the injection to the incident; empty if there was none
 * @param healed seconds from the injection until the remedy had returned and no request failed or was slow any more;
 *     empty if that did not happen
 * @param failed how many requests failed, were refused, or were not answered in time, of those sent after the injection
 * @param sent how many those were
 * @param before the 99th percentile of the latency before the injection, in milliseconds
 * @param during the same until it was healed, or to the end
 * @param after the same afterwards; NaN if it was not healed
 * @param story what happened, in a few words
 * @param asExpected whether what was expected to heal did, in time
 */
record Result(
        String fault,
        boolean heals,
        OptionalDouble detected,
        OptionalDouble healed,
        long failed,
        long sent,
        double before,
        double during,
        double after,
        String story,
        boolean asExpected) {}
