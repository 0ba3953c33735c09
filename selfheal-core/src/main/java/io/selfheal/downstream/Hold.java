package io.selfheal.downstream;

import io.selfheal.RecoveryAction;

/**
 * Something that is either in force or not, and may be wanted by several attempts at the same time: each puts it in force
 * unless it is, the last takes it back. Safe to use from any thread.
 */
final class Hold {
    private final RecoveryAction.Body begin;
    private final RecoveryAction.Body end;
    private int claims;

    /**
     * Not in force yet.
     *
     * @param begin puts it in force unless it is: somebody may have ended it since another attempt put it in force
     * @param end takes it back, unless it is not in force
     */
    Hold(RecoveryAction.Body begin, RecoveryAction.Body end) {
        this.begin = begin;
        this.end = end;
    }

    /** Whether some attempt wants it now. */
    synchronized boolean claimed() {
        return claims > 0;
    }

    /** What one attempt will want; nothing yet. */
    Claim claim() {
        return new Claim();
    }

    /** One attempt's part in it. */
    final class Claim {
        private boolean made;
        private boolean over;

        /**
         * Puts it in force. If that fails it may be in force all the same, and is to be given up like any other.
         *
         * @throws IllegalStateException if it was given up before: nobody would ever take it back
         */
        void make() throws Exception {
            synchronized (Hold.this) {
                if (over) {
                    throw new IllegalStateException("its lease has ended already: nothing is put in force any more");
                }
                if (!made) { // first: what fails midway, as without memory, has to be taken back as well
                    made = true;
                    claims++;
                }
                begin.run();
            }
        }

        /** Gives it up for good; if that fails it is still in force, and can be given up again. */
        void giveUp() throws Exception {
            synchronized (Hold.this) {
                over = true;
                if (made) {
                    if (claims == 1) {
                        end.run();
                    }
                    made = false;
                    claims--;
                }
            }
        }
    }
}
