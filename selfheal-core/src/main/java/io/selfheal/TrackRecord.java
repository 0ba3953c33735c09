package io.selfheal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of the attempts of the past, and of doing nothing: a fold over events, bounded by count. An attempt counts only
 * if it was verified by numbers, and if nothing else can have brought its outcome about: no deployment right before it, and no
 * deployment, other action, other policy, hole in time or restart of the process between its start and its verdict.
 *
 * <p>Doing nothing has helped if the symptom was gone within {@link #PATIENCE} without any action, and has not if it was
 * still there after that time.
 */
final class TrackRecord {
    /** How long trouble may take to go by itself, so that having waited for it counts as right. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST = 500;

    private final Deque<Trial> trials = new ArrayDeque<>();
    private final Map<String, Attempted> attempted = new LinkedHashMap<>();
    private final Map<String, Boolean> untouched = new HashMap<>();
    private final Set<String> undoing = new HashSet<>();
    private List<Trial> view = List.of();
    private Optional<Instant> deployed = Optional.empty();

    /** To be told of an event before the incidents are. */
    void apply(HealingEvent event, IncidentBook before) {
        if (event instanceof HealingEvent.LoopStarted) {
            disturb();
            attempted.values().removeIf(other -> other.overdue);
            undoing.clear();
        } else if (event instanceof HealingEvent.DeploymentNoted) {
            disturb();
            deployed = Optional.of(event.time());
        } else if (event instanceof HealingEvent.LoopDelayed || event instanceof HealingEvent.PolicyApplied) {
            disturb();
        } else if (event instanceof HealingEvent.IncidentOpened opened) {
            untouched.put(opened.incident(), calm(opened.time()));
        } else if (event instanceof HealingEvent.ActionStarted started) {
            before.byId(started.incident()).ifPresent(incident -> begin(incident, started));
        } else if (event instanceof HealingEvent.ActionReturned returned && returned.late()) {
            attempted.remove(key(returned.incident(), returned.action()));
        } else if (event instanceof HealingEvent.OutcomeJudged judged) {
            judge(judged);
        } else if (event instanceof HealingEvent.UndoStarted started) {
            disturb();
            undoing.add(key(started.incident(), started.action()));
        } else if (event instanceof HealingEvent.UndoEnded ended) {
            undoing.remove(key(ended.incident(), ended.action()));
        } else if (event instanceof HealingEvent.IncidentClosed closed) {
            before.byId(closed.incident()).ifPresent(incident -> close(incident, closed));
        } else if (event instanceof HealingEvent.TrialsKept kept) {
            trials.clear();
            kept.trials().forEach(this::add);
        }
    }

    /** Oldest first; the same list until something changes. */
    List<Trial> trials() {
        if (view.isEmpty() && !trials.isEmpty()) {
            view = List.copyOf(trials);
        }
        return view;
    }

    private void begin(Incident incident, HealingEvent.ActionStarted started) {
        boolean alone = calm(started.time());
        disturb(incident.id());
        Boolean calm = untouched.remove(incident.id());
        if (calm != null && calm && waitedInVain(incident, started.time())) {
            add(new Trial(
                    "", incident.problem(), incident.component(), causes(incident), Verdict.NO_EFFECT, started.time()));
        }
        attempted.put(
                key(started.incident(), started.action()),
                new Attempted(incident.problem(), incident.component(), causes(incident), alone));
    }

    private void judge(HealingEvent.OutcomeJudged judged) {
        String key = key(judged.incident(), judged.action());
        Attempted attempt = attempted.get(key);
        if (attempt == null) {
            return;
        }
        Verdict verdict = judged.outcome().verdict();
        if (verdict == Verdict.TIMED_OUT) { // its thread is still at it
            attempt.overdue = true;
            return;
        }
        attempted.remove(key);
        boolean verified =
                verdict != Verdict.FAILED && !judged.outcome().after().isEmpty();
        if (verified && attempt.alone) {
            add(new Trial(judged.action(), attempt.problem, attempt.component, attempt.causes, verdict, judged.time()));
        }
    }

    private void close(Incident incident, HealingEvent.IncidentClosed closed) {
        attempted
                .entrySet()
                .removeIf(other -> other.getKey().startsWith(incident.id() + '/') && !other.getValue().overdue);
        Boolean calm = untouched.remove(incident.id());
        boolean byItself = closed.resolution() == Resolution.SELF_RESOLVED
                || closed.resolution() == Resolution.CLEARED_AFTER_ESCALATION;
        if (calm == null || !calm || !byItself) {
            return;
        }
        boolean late = waitedInVain(incident, closed.time());
        if (late || closed.resolution() == Resolution.SELF_RESOLVED) { // else a person may have mended it
            add(new Trial(
                    "",
                    incident.problem(),
                    incident.component(),
                    causes(incident),
                    late ? Verdict.NO_EFFECT : Verdict.HEALED,
                    closed.time()));
        }
    }

    /** Whether nothing else is under way that could have an effect. */
    private boolean calm(Instant now) {
        boolean fresh = deployed.isPresent()
                && Duration.between(deployed.get(), now).abs().compareTo(PATIENCE) <= 0;
        return attempted.isEmpty() && undoing.isEmpty() && !fresh;
    }

    private void disturb() {
        disturb("");
    }

    /** What is under way elsewhere is no longer the only thing that can have had an effect. */
    private void disturb(String except) {
        attempted.values().forEach(other -> other.alone = false);
        untouched.replaceAll((incident, calm) -> calm && incident.equals(except));
    }

    private void add(Trial trial) {
        trials.addLast(trial);
        if (trials.size() > MOST) {
            trials.removeFirst();
        }
        view = List.of();
    }

    private static boolean waitedInVain(Incident incident, Instant now) {
        return Duration.between(incident.opened(), now).compareTo(PATIENCE) > 0;
    }

    private static Map<String, Double> causes(Incident incident) {
        Map<String, Double> causes = new HashMap<>();
        incident.decision()
                .map(Decision::causes)
                .orElse(List.of())
                .forEach(cause -> causes.putIfAbsent(cause.name(), cause.probability()));
        return causes;
    }

    private static String key(String incident, String action) {
        return incident + '/' + action;
    }

    /** An attempt that was not judged yet, or does not return. */
    private static final class Attempted {
        private final String problem;
        private final String component;
        private final Map<String, Double> causes;
        private boolean alone;
        private boolean overdue;

        Attempted(String problem, String component, Map<String, Double> causes, boolean alone) {
            this.problem = problem;
            this.component = component;
            this.causes = causes;
            this.alone = alone;
        }
    }
}
