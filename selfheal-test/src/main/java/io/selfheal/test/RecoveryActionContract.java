package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.RecoveryAction;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RecoveryAction} has to keep. A test of an action implements this and inherits the suite:
 *
 * <pre>{@code
 * class ClearCacheTest implements RecoveryActionContract {
 *     private final Cache cache = new Cache();
 *
 *     @Override
 *     public RecoveryAction action() {
 *         return new ClearCache(cache);
 *     }
 *
 *     @Override
 *     public Optional<Object> state() {
 *         return Optional.of(cache.size());
 *     }
 * }
 * }</pre>
 */
public interface RecoveryActionContract {
    /** The action under test, on something that it can mend. Called once for each test. */
    RecoveryAction action();

    /** The same action on something that never answers; empty, the default, if it cannot hang. */
    default Optional<RecoveryAction> actionOnSomethingThatHangs() {
        return Optional.empty();
    }

    /**
     * What the action changes, as a value that is equal as long as nothing changed; if it leases some of that and leaves the
     * rest, what it leases. Without it, the default, the tests of the effect of the rehearsal, of the undo and of the end of
     * its leases are skipped.
     */
    default Optional<Object> state() {
        return Optional.empty();
    }

    /** Rules, decisions and the journal name it. */
    @Test
    default void itsIdIsInKebabCaseAndStays() {
        RecoveryAction action = action();
        String id = action.id();
        assertThat(id).as("id(), like clear-cache").matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(action.id()).as("id() when asked again").isEqualTo(id);
        assertThat(action().id()).as("id() of another instance").isEqualTo(id);
    }

    /** Guards judge by it. */
    @Test
    default void itTellsItsRisk() {
        assertThat(action().risk()).as("risk()").isNotNull();
    }

    /** Else it would be interrupted before it began. */
    @Test
    default void itsTimeoutIsAboveZero() {
        assertThat(action().timeout()).as("timeout()").isPositive();
    }

    /** Else it would be a failure even where it helped. */
    @Test
    default void itReturnsWithinItsTimeout() {
        recover(action());
    }

    /** A problem may come back. */
    @Test
    default void itCanBeRunAgain() {
        RecoveryAction action = action();
        recover(action);
        recover(action);
    }

    /** A timeout and the loop's close come as an interrupt, and as {@code cancelled()}. */
    @Test
    default void anInterruptEndsItWithinASecond() {
        RecoveryAction action = actionOnSomethingThatHangs().orElseGet(this::action);
        SampleRecovery recovery = new SampleRecovery(action.timeout());
        Trial<?> trial = Trial.of("the interrupted recover() of " + action.id(), () -> {
            action.recover(recovery);
            return true;
        });
        trial.start().endedWithin(Duration.ofMillis(100));
        recovery.cancel();
        trial.interruptAfterAWhile().ending(Trial.SOON);
    }

    /** Rehearsing is done while all is well. */
    @Test
    default void theRehearsalSucceedsAndHasNoEffect() {
        RecoveryAction action = action();
        Optional<Object> before = state();
        Trial.call("rehearse() of " + action.id(), action.timeout(), () -> {
            action.rehearse();
            return true;
        });
        assumeTrue(before.isPresent(), "state() says nothing: override it to see that a rehearsal changes nothing");
        assertThat(state()).as("state() after rehearse()").isEqualTo(before);
    }

    /** Else the remedy that did not help stays, and adds to the harm. */
    @Test
    default void theUndoTakesTheEffectBack() {
        RecoveryAction action = action();
        assumeTrue(action.undoable(), "it cannot be undone");
        Optional<Object> before = state();
        SampleRecovery recovery = recover(action);
        Trial.call("undo() of " + action.id(), action.timeout(), () -> {
            action.undo(recovery);
            return true;
        });
        assumeTrue(before.isPresent(), "state() says nothing: override it to see that the undo takes the effect back");
        assertThat(state()).as("state() after recover() and undo()").isEqualTo(before);
    }

    /** What it leases is for a while only; and all of it, if nothing else makes it {@code reversible()}. */
    @Test
    default void theEndOfItsLeasesTakesTheEffectBack() {
        RecoveryAction action = action();
        Optional<Object> before = state();
        SampleRecovery recovery = recover(action);
        boolean onlyLeases = action.reversible() && !action.undoable();
        assumeTrue(recovery.leases() || onlyLeases, "it leases nothing");
        takeBack(action, recovery);
        assumeTrue(before.isPresent(), "state() says nothing: override it to see that leases take the effect back");
        assertThat(state())
                .as("state() after recover() and the end of its leases")
                .isEqualTo(before);
    }

    /** As while the loop is closing: nobody would take back what took effect all the same. */
    @Test
    default void nothingTakesEffectWhereALeaseIsRefused() {
        RecoveryAction action = action();
        Optional<Object> before = state();
        SampleRecovery recovery = attempt(action, SampleRecovery.Leasing.REFUSED);
        assumeTrue(recovery.leases(), "it leases nothing");
        takeBack(action, recovery);
        assumeTrue(before.isPresent(), "state() says nothing: override it to see that nothing took effect");
        assertThat(state()).as("state() after a lease was refused").isEqualTo(before);
    }

    /** It ends also where the action failed half-way. */
    @Test
    default void aLeaseMayEndBeforeAnythingTookEffect() {
        RecoveryAction action = action();
        Optional<Object> before = state();
        SampleRecovery recovery = attempt(action, SampleRecovery.Leasing.CUT_SHORT);
        assumeTrue(recovery.leases(), "it leases nothing");
        takeBack(action, recovery);
        assertThat(state())
                .as("state() after a lease that nothing followed has ended")
                .isEqualTo(before);
    }

    private static void takeBack(RecoveryAction action, SampleRecovery recovery) {
        if (action.undoable()) {
            Trial.call("undo() of " + action.id(), action.timeout(), () -> {
                action.undo(recovery);
                return true;
            });
        }
        Trial.call("what ends the leases of " + action.id(), Trial.TAKING_BACK, () -> {
            recovery.endLeases();
            return true;
        });
    }

    /** Runs it, whatever it makes of the leases that it does not get. */
    private static SampleRecovery attempt(RecoveryAction action, SampleRecovery.Leasing leasing) {
        SampleRecovery recovery = new SampleRecovery(action.timeout(), leasing);
        Trial.of("recover() of " + action.id(), () -> {
                    action.recover(recovery);
                    return true;
                })
                .start()
                .ending(action.timeout());
        return recovery;
    }

    private static SampleRecovery recover(RecoveryAction action) {
        SampleRecovery recovery = new SampleRecovery(action.timeout());
        Trial.call("recover() of " + action.id(), action.timeout(), () -> {
            action.recover(recovery);
            return true;
        });
        return recovery;
    }
}
