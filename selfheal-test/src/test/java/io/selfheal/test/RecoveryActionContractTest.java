package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import java.time.Duration;
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
    void oneThatLeasesItsEffectPasses() {
        assertThat(Suite.failuresOf(Leasing.class)).isEmpty();
    }

    @Test
    void oneWhoseLeaseTakesNothingBackIsFound() {
        assertThat(Suite.failuresOf(Lasting.class)).containsExactly("theEndOfItsLeasesTakesTheEffectBack");
    }

    @Test
    void oneThatSaysThatNothingOfItStaysAndLeasesNothingIsFound() {
        assertThat(Suite.failuresOf(Unleased.class)).containsExactly("theEndOfItsLeasesTakesTheEffectBack");
    }

    @Test
    void oneThatTakesEffectBeforeItHasALeaseIsFound() {
        assertThat(Suite.failuresOf(Rash.class)).containsExactly("nothingTakesEffectWhereALeaseIsRefused");
    }

    @Test
    void oneWhoseLeaseMindsThatThereIsNothingToTakeBackIsFound() {
        assertThat(Suite.failuresOf(Fussy.class)).containsExactly("aLeaseMayEndBeforeAnythingTookEffect");
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

    /** Closes a valve for a while. */
    static class Leasing extends Good {
        @Override
        public RecoveryAction action() {
            return new LeasedValve();
        }

        class LeasedValve extends Valve {
            @Override
            public boolean undoable() {
                return false;
            }

            @Override
            public boolean reversible() {
                return true;
            }

            @Override
            public void recover(Recovery recovery) {
                recovery.lease("valve closed", Duration.ofMinutes(1), this::open);
                valve = 1;
            }

            void open() {
                valve = 0;
            }
        }
    }

    static final class Lasting extends Leasing {
        @Override
        public RecoveryAction action() {
            return new LeasedValve() {
                @Override
                void open() {}
            };
        }
    }

    static final class Unleased extends Leasing {
        @Override
        public RecoveryAction action() {
            return new LeasedValve() {
                @Override
                public void recover(Recovery recovery) {
                    valve = 1;
                }
            };
        }
    }

    static final class Rash extends Leasing {
        @Override
        public RecoveryAction action() {
            return new LeasedValve() {
                @Override
                public void recover(Recovery recovery) {
                    valve = 1;
                    super.recover(recovery);
                }
            };
        }
    }

    static final class Fussy extends Leasing {
        @Override
        public RecoveryAction action() {
            return new LeasedValve() {
                @Override
                void open() {
                    if (valve == 0) {
                        throw new IllegalStateException("open already");
                    }
                    super.open();
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
