package io.selfheal.test;

import io.selfheal.HealingEvent;
import io.selfheal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A journal in memory that outlives the healers it is given to, as a file outlives a process: give the same one to the
 * next builder to see what a restart takes up. Safe to use from any thread.
 */
public final class MemoryJournal implements Journal {
    private final List<HealingEvent> events = new ArrayList<>();
    private Optional<String> broken = Optional.empty();
    private boolean open;

    /** Holds nothing yet. */
    public MemoryJournal() {}

    /**
     * Fails from now on, as a full disk does.
     *
     * @param message the message of its exceptions
     */
    public synchronized void breaks(String message) {
        broken = Optional.of(message);
    }

    /** Works from now on. */
    public synchronized void works() {
        broken = Optional.empty();
    }

    /** What it holds, oldest first. */
    public synchronized List<HealingEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public synchronized long open(Consumer<HealingEvent> past) throws IOException {
        check();
        events.forEach(past);
        open = true;
        return 0;
    }

    @Override
    public synchronized void append(HealingEvent event) throws IOException {
        check();
        if (!open) {
            throw new IOException("the journal is not open: call open(…) first");
        }
        events.add(event);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized void close() {
        open = false;
    }

    private void check() throws IOException {
        if (broken.isPresent()) {
            throw new IOException(broken.get());
        }
    }
}
