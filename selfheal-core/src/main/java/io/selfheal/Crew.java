package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Those who work beside the loop, with their threads, started ahead of any trouble. */
final class Crew {
    /** How long it is waited for what is in force to be taken back. */
    private static final long CLOSE_MILLIS = 200;

    private final Lanes lanes;
    private final Plan plan;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Spares spares;
    private final Sampler sampler;
    private final ActionRunner runner;
    private final Repertoire repertoire;
    private final Leases leases;
    private final Keeper keeper;
    private final Optional<Investigation> investigation;
    private final Optional<Permits> permits;
    private final Optional<Consultation> consultation;
    private final Optional<Advisory> advisory;
    private final List<Gate> gates = new ArrayList<>();
    private final @Nullable Restoration restoration;
    private final @Nullable Executor journalExecutor;

    Crew(
            Plan plan,
            Lanes lanes,
            Recorder recorder,
            Hooks hooks,
            Readings readings,
            Detection detection,
            Spares spares) {
        this.plan = plan;
        this.lanes = lanes;
        this.recorder = recorder;
        this.hooks = hooks;
        this.spares = spares;
        Ticker ticker = plan.ticker();
        Executor actions = lanes.lane("action", 2, 6);
        this.sampler =
                new Sampler(plan.sensors(), lanes.lane("probe", 2, 8), ticker, readings, hooks, plan.turns(), spares);
        this.leases = new Leases(lanes.lane("lease", 1, 3, Lane.End.LETS_FINISH), ticker, spares);
        this.keeper = new Keeper(leases, ticker);
        leases.watchedBy(keeper::wake);
        this.runner = new ActionRunner(actions, ticker, recorder, hooks, detection, leases, plan.graph(), spares);
        this.repertoire = new Repertoire(actions, ticker, hooks);
        this.investigation = plan.evidenceFolder().map(this::investigation);
        this.permits = plan.permit()
                .map(fleet -> new Permits(
                        fleet, plan.service(), lanes.lane("permit", 1, 2), ticker, recorder, hooks, spares));
        permits.ifPresent(asking -> asking.adopt(plan.remedies()));
        this.consultation = plan.advisor()
                .flatMap(advisor -> plan.advising()
                        .map(how -> new Consultation(
                                advisor, how, lanes.lane("adviser", 1, Consultation.MOST), ticker, recorder, hooks)));
        this.advisory = consultation.<Advisory>map(live -> live).or(plan::advisory);
        investigation.ifPresent(gates::add);
        permits.ifPresent(gates::add);
        gates.addAll(plan.gates());
        Journal journal = plan.journal();
        if (journal == null) {
            restoration = null;
            journalExecutor = null;
        } else {
            journalExecutor = lanes.finishing("journal");
            Restoration reading = new Restoration(journal, plan.clock(), ticker, journalExecutor, spares);
            restoration = reading;
            recorder.journal(new Outlet(journalName(), reading::append, journalExecutor, true));
        }
        try {
            begin();
        } catch (RuntimeException | Error failed) { // the journal's thread may be opening it already
            closeJournal();
            throw failed;
        }
    }

    private void begin() {
        Distinct names = new Distinct();
        for (HealingListener listener : plan.listeners()) {
            String name = names.name(listener.name());
            recorder.add(new Outlet("listener " + name, listener::on, lanes.lane("listener-" + name, 1, 1), false));
        }
        repertoire.adopt(plan.remedies().values());
        if (lanes.own()) {
            keep();
        }
    }

    /** From now on what nobody renews is taken back also without the loop: by a thread, so in real time only. */
    void keep() {
        keeper.start();
    }

    Sampler sampler() {
        return sampler;
    }

    ActionRunner runner() {
        return runner;
    }

    Repertoire repertoire() {
        return repertoire;
    }

    Leases leases() {
        return leases;
    }

    /** What has to be had before a start, a person's word apart. */
    List<Gate> gates() {
        return gates;
    }

    Optional<Investigation> investigation() {
        return investigation;
    }

    Optional<Permits> permits() {
        return permits;
    }

    Optional<Consultation> consultation() {
        return consultation;
    }

    /** Where cases are advised on; empty if nobody is to be asked. */
    Optional<Advisory> advisory() {
        return advisory;
    }

    /** Goes on by another plan. */
    void adopt(Plan next, Turnover turnover) {
        sampler.adopt(next.sensors());
        runner.adopt(next.graph(), turnover);
        permits.ifPresent(asking -> asking.adopt(next.remedies()));
        repertoire.adopt(next.remedies().values());
    }

    String journalName() {
        return plan.journal() == null
                ? "journal"
                : Text.name("journal " + plan.journal().name());
    }

    /** What the journal knows; empty while it is being read. */
    Optional<Restoration.Past> past(long now) {
        return restoration == null ? Optional.of(Restoration.Past.none(Optional.empty())) : restoration.past(now);
    }

    /** Has an action work, and what others have put in force taken back; the loop's own part of closing. */
    void stop() {
        sampler.stop();
        runner.close();
        leases.close(CLOSE_MILLIS);
        leases.tell(plan.ticker().nanos(), recorder, hooks);
        permits.ifPresent(asking -> asking.close(CLOSE_MILLIS));
        consultation.ifPresent(Consultation::close);
    }

    /** The same where the loop's thread does not come back: what is in force is taken back, and nobody tells of it. */
    void abandon() {
        runner.stop();
        leases.close(CLOSE_MILLIS);
    }

    /** Lets the readers finish, closes the journal, and ends the threads. */
    void close(long millis) {
        keeper.stop();
        try {
            finishJournal(millis);
            lanes.close();
            lanes.await(millis);
        } catch (InterruptedException e) { // then nothing more is waited for, but nothing is left open
            lanes.close();
            Thread.currentThread().interrupt();
        }
    }

    private void finishJournal(long millis) throws InterruptedException {
        Optional<Flight<Void>> closing;
        try {
            recorder.drain(millis);
        } finally {
            closing = closeJournal();
        }
        if (closing.isPresent()) {
            closing.get().await(millis);
        }
    }

    private Investigation investigation(EvidenceFolder folder) {
        return new Investigation(
                plan.collectors(),
                folder,
                plan.limits(),
                lanes.lane("evidence", 1, 2),
                plan.ticker(),
                recorder,
                hooks,
                spares);
    }

    /** Has the journal closed once its thread comes to it, be it after the loop has ended. */
    private Optional<Flight<Void>> closeJournal() {
        Journal journal = plan.journal();
        if (journal == null || journalExecutor == null) {
            return Optional.empty();
        }
        Flight<Void> closing = new Flight<>(
                () -> {
                    journal.close();
                    return null;
                },
                plan.ticker());
        try {
            journalExecutor.execute(closing);
            return Optional.of(closing);
        } catch (RejectedExecutionException stuck) {
            return Optional.empty(); // its thread is in a call that does not return; the process's end closes the file
        }
    }
}
