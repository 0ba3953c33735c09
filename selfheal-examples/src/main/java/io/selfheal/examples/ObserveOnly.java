package io.selfheal.examples;

import io.selfheal.Mode;

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
        System.exit(SmallHeap.here() ? Quickstart.run(Mode.OBSERVE, false) : SmallHeap.run(ObserveOnly.class));
    }
}
