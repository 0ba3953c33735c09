package io.selfheal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What was run, oldest first: a fold over events, bounded by count and by age. */
final class Ledger {
    private static final int MOST = 4_096;

    /** Of these the journal has a line every now and then. */
    private static final int MOST_KEPT = 500;

    private static final long KEPT = Duration.ofHours(25).toNanos();

    private final List<Run> runs = new ArrayList<>();

    void apply(HealingEvent event, IncidentBook incidents, long nanos) {
        if (event instanceof HealingEvent.ActionStarted started) {
            Optional<Incident> incident = incidents.byId(started.incident());
            forgetOld(nanos);
            runs.add(new Run(
                    started.incident(),
                    incident.map(Incident::problem).orElse(""),
                    incident.map(Incident::component).orElse(started.component()),
                    started.component(),
                    started.action(),
                    nanos,
                    nanos,
                    true,
                    Optional.empty()));
        } else if (event instanceof HealingEvent.ActionReturned returned) {
            change(returned.incident(), returned.action(), run -> ended(run, nanos, false, run.verdict()));
        } else if (event instanceof HealingEvent.OutcomeJudged judged) {
            Verdict verdict = judged.outcome().verdict();
            change(
                    judged.incident(),
                    judged.action(),
                    run -> verdict == Verdict.TIMED_OUT
                            ? ended(run, nanos, run.running(), Optional.of(verdict))
                            : ended(run, run.running() ? nanos : run.ended(), false, Optional.of(verdict)));
        } else if (event instanceof HealingEvent.UndoStarted started) {
            change(started.incident(), started.action(), run -> ended(run, nanos, true, run.verdict()));
        } else if (event instanceof HealingEvent.UndoEnded undone) {
            change(undone.incident(), undone.action(), run -> ended(run, nanos, false, run.verdict()));
        } else if (event instanceof HealingEvent.RunsKept kept) {
            keep(kept.runs(), nanos);
        }
    }

    /** What other processes have to know: the latest that were judged, by how long ago they were. */
    List<PastRun> past(long nanos) {
        List<PastRun> past = new ArrayList<>();
        for (Run run : runs) {
            Duration sinceEnd = run.sinceEnd(nanos);
            if (run.verdict().isPresent() && sinceEnd.toNanos() <= KEPT) {
                Duration sinceStart = Duration.ofNanos(Math.min(KEPT, Math.max(0, nanos - run.started())));
                past.add(new PastRun(
                        run.incident(),
                        run.problem(),
                        run.component(),
                        run.target(),
                        run.action(),
                        sinceStart,
                        sinceEnd,
                        run.verdict().get()));
            }
        }
        return past.subList(Math.max(0, past.size() - MOST_KEPT), past.size());
    }

    /** Those of which the journal no longer has the beginning. */
    private void keep(List<PastRun> kept, long nanos) {
        int known = runs.size();
        for (PastRun run : kept) {
            if (runs.size() < MOST && runs.stream().noneMatch(other -> isOf(other, run.incident(), run.action()))) {
                runs.add(new Run(
                        run.incident(),
                        run.problem(),
                        run.component(),
                        run.target(),
                        run.action(),
                        nanos - run.sinceStart().toNanos(),
                        nanos - run.sinceEnd().toNanos(),
                        run.sinceEnd().isZero(),
                        Optional.of(run.verdict())));
            }
        }
        if (runs.size() > known) {
            runs.sort((one, other) -> Long.compare(one.started() - other.started(), 0));
        }
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    /**
     * Nothing of an earlier process runs any more, and what nobody will judge has failed. When the process died is not
     * known: what ran then counts as ended now, so that a cooldown is rather too long than too short.
     */
    void settle(IncidentBook incidents, long nanos) {
        runs.replaceAll(run -> ended(
                run,
                run.running() ? nanos : run.ended(),
                false,
                incidents.byId(run.incident()).isPresent()
                        ? run.verdict()
                        : Optional.of(run.verdict().orElse(Verdict.FAILED))));
    }

    private void forgetOld(long nanos) {
        runs.removeIf(run -> !run.running() && nanos - run.ended() > KEPT);
        if (runs.size() >= MOST) {
            runs.remove(0);
        }
    }

    /** Changes the latest run of an action within an incident. */
    private void change(String incident, String action, UnaryOperator<Run> step) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            Run run = runs.get(i);
            if (isOf(run, incident, action)) {
                runs.set(i, step.apply(run));
                return;
            }
        }
    }

    private static boolean isOf(Run run, String incident, String action) {
        return run.incident().equals(incident) && run.action().equals(action);
    }

    private static Run ended(Run run, long ended, boolean running, Optional<Verdict> verdict) {
        return new Run(
                run.incident(),
                run.problem(),
                run.component(),
                run.target(),
                run.action(),
                run.started(),
                ended,
                running,
                verdict);
    }
}
