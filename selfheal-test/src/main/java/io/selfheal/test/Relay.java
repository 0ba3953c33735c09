package io.selfheal.test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;

/**
 * Runs work on threads of its own, but one at a time, as in a relay race: whoever has the baton runs, everybody else
 * waits. So work may stall half-way, as only a thread can, and the order of everything is still given.
 */
final class Relay implements Executor {
    private final Deque<Leg> idle = new ConcurrentLinkedDeque<>();
    private final List<Leg> stalled = new ArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;

    @Override
    public void execute(Runnable work) {
        if (holding) {
            held.add(work);
            return;
        }
        Leg leg = idle.poll();
        if (leg == null) {
            leg = new Leg(idle::remove);
            leg.start();
        }
        leg.take(work);
        handBaton(leg);
    }

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        while (!held.isEmpty()) {
            execute(held.poll());
        }
    }

    /** The stalled work that goes on next, until a time; what was interrupted goes first. */
    Optional<Leg> next(long now, long end) {
        return stalled.stream()
                .filter(leg -> leg.dueFrom(now) - end <= 0)
                .min(Comparator.comparingLong(leg -> leg.dueFrom(now) - now));
    }

    void resume(Leg leg) {
        stalled.remove(leg);
        handBaton(leg);
    }

    void crash() {
        holding = false;
        held.clear();
        while (!stalled.isEmpty()) {
            Leg leg = stalled.get(0);
            leg.kill();
            resume(leg);
        }
    }

    void close() {
        crash();
        for (Leg leg = idle.poll(); leg != null; leg = idle.poll()) {
            leg.end();
        }
    }

    private void handBaton(Leg leg) {
        leg.go();
        (leg.stalled() ? stalled : idle).add(leg);
    }
}
