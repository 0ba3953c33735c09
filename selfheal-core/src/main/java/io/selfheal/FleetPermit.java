package io.selfheal;

import java.time.Duration;

/**
 * Asks the fleet before an action starts, so that its members do not all restart at once. With none configured every
 * action is granted. One that throws, or does not answer in time, refuses.
 */
@FunctionalInterface
public interface FleetPermit {
    /**
     * Asks. Called on a thread of selfheal's own, after every guard has let the action pass; it may block, up to
     * {@link #timeout()}, and is then interrupted.
     *
     * @param request what is about to be done
     * @return the fleet's word; a grant that comes too late is released unused
     * @throws Exception if the fleet could not be asked: the action does not start
     */
    Grant ask(Request request) throws Exception;

    /** How long an answer may take, five seconds by default. */
    default Duration timeout() {
        return Duration.ofSeconds(5);
    }

    /**
     * What is about to be done.
     *
     * @param service the service's name
     * @param incident the incident's id
     * @param component the component that the action works on
     * @param action the action's id
     * @param risk how much harm it may do
     * @param longest how long it may take before it is interrupted
     */
    record Request(String service, String incident, String component, String action, Risk risk, Duration longest) {}

    /**
     * The fleet's word.
     *
     * @param granted whether the action may start
     * @param reason why not; what was granted, otherwise
     * @param release gives the grant back once the action was judged; called once, on a thread of selfheal's own
     */
    record Grant(boolean granted, String reason, RecoveryAction.Body release) {
        /** Escapes and caps the text. */
        public Grant {
            reason = Text.detail(reason);
        }

        /**
         * A yes.
         *
         * @param release gives it back
         * @return the grant
         */
        public static Grant given(RecoveryAction.Body release) {
            return new Grant(true, "granted", release);
        }

        /**
         * A no.
         *
         * @param reason why not
         * @return the refusal
         */
        public static Grant refused(String reason) {
            return new Grant(false, reason, () -> {});
        }
    }
}
