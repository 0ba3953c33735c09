package io.selfheal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal on a bench: outlives the loops that use it, and fails and hangs when told to. */
final class FakeJournal implements Journal {
    final List<HealingEvent> kept = new CopyOnWriteArrayList<>();
    volatile boolean opensNot;
    volatile boolean appendsNot;
    volatile int closings;

    @Nullable
    volatile CountDownLatch opening;

    @Override
    public long open(Consumer<HealingEvent> past) throws IOException {
        CountDownLatch gate = opening;
        if (gate != null) {
            Wait.deaf(gate);
        }
        if (opensNot) {
            throw new IOException("no such directory");
        }
        kept.forEach(past);
        return 0;
    }

    @Override
    public void append(HealingEvent event) throws IOException {
        if (appendsNot) {
            throw new IOException("no space left on device");
        }
        kept.add(event);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void close() {
        closings++;
    }

    <E extends HealingEvent> List<E> kept(Class<E> type) {
        return kept.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Long> sequences() {
        return kept.stream().map(HealingEvent::sequence).toList();
    }
}
