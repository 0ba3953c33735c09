package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The suite passes what keeps the contract, and names what does not. */
class RecoveryActionContractTest {
    private static final CountDownLatch END = new CountDownLatch(1);

    @AfterAll
    static void letGo() {
        END.countDown();
    }

    @Test
    void anActionThatKeepsTheContractPasses() {
        assertThat(Suite.failuresOf(Good.class)).isEmpty();
    }

    @Test
    void oneWithAnUnfitIdIsFound() {
        assertThat(Suite.failuresOf(Named.class)).containsExactly("itsIdIsInKebabCaseAndStays");
    }

    @Test
    void oneWhoseRehearsalHasAnEffectIsFound() {
        assertThat(Suite.failuresOf(Hasty.class)).containsExactly("theRehearsalSucceedsAndHasNoEffect");
    }

    @Test
    void oneWhoseUndoTakesNothingBackIsFound() {
        assertThat(Suite.failuresOf(Stubborn.class)).containsExactly("theUndoTakesTheEffectBack");
    }

    @Test
    void oneThatWorksOnlyOnceIsFound() {
        assertThat(Suite.failuresOf(Once.class)).containsExactly("itCanBeRunAgain");
    }

    @Test
    void oneThatIsDeafToAnInterruptIsFound() {
        assertThat(Suite.failuresOf(Deaf.class)).containsExactly("anInterruptEndsItWithinASecond");
    }

    /** Closes a valve, and opens it again when undone. */
    static class Good implements RecoveryActionContract {
        int valve;

        @Override
        public Optional<Object> state() {
            return Optional.of(valve);
        }

        @Override
        public RecoveryAction action() {
            return new Valve();
        }

        class Valve implements RecoveryAction {
            @Override
            public String id() {
                return "close-valve";
            }

            @Override
            public Risk risk() {
                return Risk.LOW;
            }

            @Override
            public void recover(Recovery recovery) {
                valve = 1;
            }

            @Override
            public boolean undoable() {
                return true;
            }

            @Override
            public void undo(Recovery recovery) {
                valve = 0;
            }
        }
    }

    static final class Named extends Good {
        @Override
        public RecoveryAction action() {
            return new Valve() {
                @Override
                public String id() {
                    return "Close Valve";
                }
            };
        }
    }

    static final class Hasty extends Good {
        @Override
        public RecoveryAction action() {
            return new Valve() {
                @Override
                public void rehearse() {
                    valve = 1;
                }
            };
        }
    }

    static final class Stubborn extends Good {
        @Override
        public RecoveryAction action() {
            return new Valve() {
                @Override
                public void undo(Recovery recovery) {}
            };
        }
    }

    static final class Once extends Good {
        @Override
        public RecoveryAction action() {
            return new Valve() {
                @Override
                public void recover(Recovery recovery) {
                    if (valve == 1) {
                        throw new IllegalStateException("closed already");
                    }
                    super.recover(recovery);
                }
            };
        }
    }

    static final class Deaf extends Good {
        @Override
        public Optional<RecoveryAction> actionOnSomethingThatHangs() {
            return Optional.of(RecoveryAction.of("hang", Risk.SAFE, () -> {
                boolean over = false;
                while (!over) {
                    try {
                        END.await();
                        over = true;
                    } catch (InterruptedException deaf) {
                        over = false;
                    }
                }
            }));
        }
    }
}
