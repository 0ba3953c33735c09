package io.selfheal.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.HealingEvent;
import io.selfheal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The suite passes what keeps the contract, and names what does not. */
class JournalContractTest {
    @Test
    void aJournalThatKeepsTheContractPasses() {
        assertThat(Suite.failuresOf(Good.class)).isEmpty();
    }

    @Test
    void oneThatForgetsIsFound() {
        assertThat(Suite.failuresOf(Forgetful.class))
                .contains("whatIsAppendedIsReadInItsOrder", "appendingGoesOnWhereItEnded")
                .doesNotContain("itHasAName", "aNewOneHasNoPast");
    }

    @Test
    void oneThatWritesOnlyWhenItIsClosedIsFound() {
        assertThat(Suite.failuresOf(Buffering.class)).containsExactly("theDeathOfTheProcessLosesNoEvent");
    }

    @Test
    void oneThatTakesEventsWhileItIsClosedIsFound() {
        assertThat(Suite.failuresOf(Careless.class)).containsExactly("itTakesNothingWhileItIsClosed");
    }

    @Test
    void oneThatCannotBeOpenedTwiceIsFound() {
        assertThat(Suite.failuresOf(Once.class)).contains("theSameOneCanBeOpenedAgainAfterItWasClosed");
    }

    @Test
    void oneWithoutANameIsFound() {
        assertThat(Suite.failuresOf(Nameless.class)).containsExactly("itHasAName");
    }

    static class Good implements JournalContract {
        private final MemoryJournal place = new MemoryJournal();

        @Override
        public Journal journal() {
            return new Wrapped(place);
        }

        @Override
        public Optional<Journal> afterADeath() throws IOException {
            MemoryJournal copy = new MemoryJournal();
            copy.open(event -> {});
            for (HealingEvent event : place.events()) {
                copy.append(event);
            }
            copy.close();
            return Optional.of(copy);
        }
    }

    static final class Buffering extends Good {
        @Override
        public Journal journal() {
            return new Wrapped(super.journal()) {
                private final List<HealingEvent> buffer = new ArrayList<>();
                private boolean open;

                @Override
                public long open(Consumer<HealingEvent> past) throws IOException {
                    open = true;
                    return super.open(past);
                }

                @Override
                public void append(HealingEvent event) throws IOException {
                    if (!open) {
                        throw new IOException("closed");
                    }
                    buffer.add(event);
                }

                @Override
                public void close() throws IOException {
                    open = false;
                    for (HealingEvent event : buffer) {
                        super.append(event);
                    }
                    buffer.clear();
                    super.close();
                }
            };
        }
    }

    static final class Forgetful extends Good {
        @Override
        public Journal journal() {
            return new Wrapped(super.journal()) {
                @Override
                public void append(HealingEvent event) throws IOException {
                    if (event.sequence() != 8) {
                        super.append(event);
                    }
                }
            };
        }
    }

    static final class Careless extends Good {
        @Override
        public Journal journal() {
            return new Wrapped(super.journal()) {
                private boolean open;

                @Override
                public long open(Consumer<HealingEvent> past) throws IOException {
                    open = true;
                    return super.open(past);
                }

                @Override
                public void append(HealingEvent event) throws IOException {
                    if (open) {
                        super.append(event);
                    }
                }

                @Override
                public void close() throws IOException {
                    open = false;
                    super.close();
                }
            };
        }
    }

    static final class Once extends Good {
        @Override
        public Journal journal() {
            return new Wrapped(super.journal()) {
                private boolean opened;

                @Override
                public long open(Consumer<HealingEvent> past) throws IOException {
                    if (opened) {
                        throw new IOException("opened before");
                    }
                    opened = true;
                    return super.open(past);
                }
            };
        }
    }

    static final class Nameless extends Good {
        @Override
        public Journal journal() {
            return new Wrapped(super.journal()) {
                @Override
                public String name() {
                    return " ";
                }
            };
        }
    }

    private static class Wrapped implements Journal {
        private final Journal journal;

        Wrapped(Journal journal) {
            this.journal = journal;
        }

        @Override
        public long open(Consumer<HealingEvent> past) throws IOException {
            return journal.open(past);
        }

        @Override
        public void append(HealingEvent event) throws IOException {
            journal.append(event);
        }

        @Override
        public String name() {
            return journal.name();
        }

        @Override
        public void close() throws IOException {
            journal.close();
        }
    }
}
