package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Those who work beside the loop, with their threads, started ahead of any trouble. */
final class Crew {
    private final List<Lane> lanes = new ArrayList<>();
    private final Plan plan;
    private final Sampler sampler;
    private final ActionRunner runner;
    private final Rounds rounds;
    private final @Nullable Restoration restoration;
    private final @Nullable Executor journalExecutor;

    private Crew(
            Plan plan, Supplier<Mode> mode, Recorder recorder, Hooks hooks, Readings readings, Detection detection) {
        this.plan = plan;
        Executor probes = lane("probe", 2, 8);
        Executor actions = lane("action", 2, 6);
        this.sampler = new Sampler(plan.sensors(), probes, plan.ticker(), readings, hooks);
        this.runner = new ActionRunner(actions, plan.ticker(), recorder, hooks, detection);
        Kernel kernel = new Kernel(
                Kernel.guards(new ModeGuard(mode, plan.modes()), plan.remedies(), plan.limits(), plan.guards()), hooks);
        this.rounds = new Rounds(
                plan.rulesById(), plan.remedies(), plan.engine(), kernel, detection, runner, recorder, hooks);
        Journal journal = plan.journal();
        if (journal == null) {
            restoration = null;
            journalExecutor = null;
        } else {
            journalExecutor = lane("journal", 1, 1);
            Restoration reading = new Restoration(journal, plan.clock(), plan.ticker(), journalExecutor);
            restoration = reading;
            recorder.journal(new Outlet(journalName(), reading::append, journalExecutor, true));
        }
        Distinct names = new Distinct();
        for (HealingListener listener : plan.listeners()) {
            String name = names.name(listener.name());
            recorder.add(new Outlet("listener " + name, listener::on, lane("listener-" + name, 1, 1), false));
        }
        rehearse(actions, hooks);
    }

    static Crew of(
            Plan plan, Supplier<Mode> mode, Recorder recorder, Hooks hooks, Readings readings, Detection detection) {
        return new Crew(plan, mode, recorder, hooks, readings, detection);
    }

    Sampler sampler() {
        return sampler;
    }

    ActionRunner runner() {
        return runner;
    }

    Rounds rounds() {
        return rounds;
    }

    String journalName() {
        return plan.journal() == null
                ? "journal"
                : Text.name("journal " + plan.journal().name());
    }

    /** What the journal knows; empty while it is being read. */
    Optional<Restoration.Past> past(long now) {
        return restoration == null
                ? Optional.of(new Restoration.Past(new Memory(), 0, Optional.empty()))
                : restoration.past(now);
    }

    /** Lets the readers finish, closes the journal, and ends the threads. */
    void close(Recorder recorder, long millis) {
        try {
            recorder.drain(millis);
            closeJournal(millis);
            lanes.forEach(Lane::close);
            for (Lane lane : lanes) {
                lane.ended(TimeUnit.MILLISECONDS.toNanos(millis / Math.max(1, lanes.size())));
            }
        } catch (InterruptedException e) {
            lanes.forEach(Lane::close);
            Thread.currentThread().interrupt();
        }
    }

    private void closeJournal(long millis) throws InterruptedException {
        Journal journal = plan.journal();
        if (journal == null || journalExecutor == null) {
            return;
        }
        Flight<Void> closing = new Flight<>(
                () -> {
                    journal.close();
                    return null;
                },
                plan.ticker());
        try {
            journalExecutor.execute(closing);
            closing.await(millis);
        } catch (RejectedExecutionException stuck) {
            return; // its thread is in a call that does not return; the process's end closes the file
        }
    }

    private void rehearse(Executor actions, Hooks hooks) {
        for (Remedy remedy : plan.remedies().values()) {
            try {
                actions.execute(() -> rehearse(remedy));
            } catch (RejectedExecutionException full) {
                hooks.failed("rehearsal " + remedy.id(), full);
            }
        }
    }

    private static void rehearse(Remedy remedy) {
        try {
            remedy.action().rehearse();
        } catch (Throwable thrown) { // the action stays registered; its first run shows the same failure
            LoggerFactory.getLogger("io.selfheal")
                    .warn(
                            "action {} could not rehearse: {}",
                            remedy.id(),
                            Fault.of(thrown).shown());
        }
    }

    private Executor lane(String name, int first, int most) {
        Executor given = plan.executor();
        if (given != null) {
            return given;
        }
        Lane lane = new Lane(name, first, most);
        lanes.add(lane);
        return lane;
    }
}
