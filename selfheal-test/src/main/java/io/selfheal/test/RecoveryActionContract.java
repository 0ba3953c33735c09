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
     * What the action changes, as a value that is equal as long as nothing changed. Without it, the default, the tests of
     * the rehearsal's and the undo's effect are skipped.
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

    private static SampleRecovery recover(RecoveryAction action) {
        SampleRecovery recovery = new SampleRecovery(action.timeout());
        Trial.call("recover() of " + action.id(), action.timeout(), () -> {
            action.recover(recovery);
            return true;
        });
        return recovery;
    }
}
