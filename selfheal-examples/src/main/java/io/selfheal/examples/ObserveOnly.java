package io.selfheal.examples;

import io.selfheal.Mode;
import io.selfheal.SelfHealing;

/** The quickstart's host in {@link Mode#OBSERVE}: it watches, decides, and says what it would have done. */
public final class ObserveOnly {
    private ObserveOnly() {}

    /**
     * Runs the example. Ends with 0 once it has said what it would have done.
     *
     * @param arguments none
     * @throws Exception if the service cannot start
     */
    public static void main(String... arguments) throws Exception {
        System.exit(
                SmallHeap.here() ? Quickstart.run(ObserveOnly::described, false) : SmallHeap.run(ObserveOnly.class));
    }

    private static SelfHealing.Builder described(SelfHealing.Builder builder) {
        return Quickstart.described(builder).mode(Mode.OBSERVE);
    }
}
