package io.selfheal.jvm;

/**
 * Something that one attempt puts in force and its lease takes back: both once at most, and never in the other order, whoever
 * comes first. Safe to use from any thread.
 */
final class InForce {
    private final Runnable begin;
    private final Runnable end;
    private boolean begun;
    private boolean over;

    /**
     * Not in force yet.
     *
     * @param begin puts it in force
     * @param end takes it back; also what failed midway, where it may find nothing to take back
     */
    InForce(Runnable begin, Runnable end) {
        this.begin = begin;
        this.end = end;
    }

    /**
     * Puts it in force. If that fails it may be in force in part, and is to be ended like any other.
     *
     * @throws IllegalStateException if it was ended before: nobody would ever take it back
     */
    synchronized void begin() {
        if (over) {
            throw new IllegalStateException("its lease has ended already: nothing is put in force any more");
        }
        if (!begun) {
            begun = true; // first: what fails midway, as without memory, has to be taken back as well
            begin.run();
        }
    }

    /** Takes it back for good; if that fails it is still in force, and can be ended again. */
    synchronized void end() {
        over = true;
        if (begun) {
            end.run();
            begun = false;
        }
    }
}
