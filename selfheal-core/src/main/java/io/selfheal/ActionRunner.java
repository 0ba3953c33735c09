package io.selfheal;

import io.selfheal.Course.Phase;
import io.selfheal.Verification.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs actions beside the loop, within their time, has their effect judged, and undoes what did not help. */
final class ActionRunner {
    /** A replay knows by it what never ran. */
    static final String NO_THREAD = "no thread was free to run it";

    private final List<Course> courses = new ArrayList<>();
    private final Executor executor;
    private final Ticker ticker;
    private final Recorder recorder;
    private final Hooks hooks;
    private final Detection detection;
    private final Leases leases;
    private final Spares spares;
    private ComponentGraph graph;
    private Set<String> gone = Set.of();
    private volatile boolean closed;

    ActionRunner(
            Executor executor,
            Ticker ticker,
            Recorder recorder,
            Hooks hooks,
            Detection detection,
            Leases leases,
            ComponentGraph graph,
            Spares spares) {
        this.executor = executor;
        this.ticker = ticker;
        this.recorder = recorder;
        this.hooks = hooks;
        this.detection = detection;
        this.leases = leases;
        this.graph = graph;
        this.spares = spares;
    }

    /** Goes on by another policy, with other dependencies between the components. */
    void adopt(ComponentGraph next, Turnover turnover) {
        graph = next;
        gone = turnover.gone();
        courses.forEach(course -> course.excused.addAll(turnover.fresh()));
    }

    void start(Incident incident, Remedy remedy, Duration settle, Snapshot snapshot, long now) {
        if (closed) {
            return;
        }
        Course course = course(incident, remedy, settle, snapshot, keys(), now);
        HealingEvent started = begun(course);
        launch(course, () -> {
            recorder.awaitDurable(started.sequence());
            return spares.acting(() -> {
                remedy.action().recover(course);
                return null;
            });
        });
    }

    private Course course(
            Incident incident, Remedy remedy, Duration settle, Snapshot snapshot, Set<String> before, long now) {
        return new Course(incident, remedy, settle, snapshot, before, now, ticker, leases, recorder.journals());
    }

    /** Tells of the start. What is told has a course, whatever fails on the way: else nobody would ever judge it. */
    private HealingEvent begun(Course course) {
        courses.add(course);
        try {
            return recorder.record((sequence, time) ->
                    new HealingEvent.ActionStarted(sequence, time, id(course), course.target, course.remedy.id()));
        } catch (Throwable thrown) {
            if (!recorder.memory().incidents().acting(id(course))) {
                courses.remove(course);
            }
            throw thrown;
        }
    }

    /** Takes up an attempt whose process ended before its effect was judged. */
    void resume(Incident incident, Remedy remedy, Duration settle, Snapshot snapshot, Instant began, long now) {
        Course course = course(incident, remedy, settle, snapshot, keys(began), now);
        course.ended = now;
        course.settleFrom(now);
        courses.add(course);
    }

    /** Moves every attempt on. */
    void attend(Snapshot snapshot, long now) {
        if (courses.isEmpty()) {
            return;
        }
        for (Course course : List.copyOf(courses)) {
            switch (course.phase) {
                case RUNNING -> running(course, now);
                case OVERDUE -> overdue(course, now);
                case SETTLING -> settling(course, snapshot, now);
                case UNDOING, UNDO_OVERDUE -> undoing(course, now);
                case OVER -> {}
            }
        }
        courses.removeIf(course -> course.phase == Phase.OVER);
    }

    boolean occupied(String incident) {
        for (Course course : courses) {
            if (course.occupies(incident)) {
                return true;
            }
        }
        return false;
    }

    /** What is under way, for a replay to end it as it once ended. */
    List<Course> courses() {
        return List.copyOf(courses);
    }

    /** Those that have been started, and no thread has taken up yet. */
    List<Course> waiting() {
        if (courses.isEmpty()) {
            return List.of();
        }
        return courses.stream()
                .filter(course -> course.phase == Phase.RUNNING && course.flight != null && course.flight.queued())
                .toList();
    }

    /** Takes back what would not be started any more, unless a thread has just taken it up. */
    void withdraw(Course course, Refusal refusal, long now) {
        Flight<Void> flight = course.flight;
        if (flight != null && flight.withdraw()) {
            neverRan(course, NO_THREAD + " before " + refusal.guard() + " refused: " + refusal.reason(), now);
        }
    }

    /** Whether an action of the incident has begun and is not over in any way. */
    boolean working(String incident) {
        return courses.stream().anyMatch(course -> id(course).equals(incident));
    }

    void excuse(long nanos) {
        courses.forEach(course -> course.excuse(nanos));
    }

    /** Interrupts what runs and starts nothing more; what settles is judged after the next start. */
    void close() {
        closed = true;
        for (Course course : courses) {
            Flight<Void> flight = course.flight;
            if (course.phase == Phase.RUNNING && flight != null && flight.done() && flight.failure() == null) {
                returned(course, flight, ticker.nanos());
            }
            course.abandon();
            if (course.phase == Phase.RUNNING) {
                course.ended = ticker.nanos();
                judge(course, Verdict.FAILED, "the loop was closed while it ran", List.of());
                course.phase = Phase.OVER;
            }
        }
    }

    /** Starts nothing more; from any thread. */
    void stop() {
        closed = true;
    }

    private void returned(Course course, Flight<Void> flight, long now) {
        course.ended = flight.ended();
        Duration took = Duration.ofNanos(course.ended - course.started);
        recorder.record((sequence, time) -> new HealingEvent.ActionReturned(
                sequence, time, id(course), course.remedy.id(), took, course.reported(), false));
        course.settleFrom(now);
    }

    private void running(Course course, long now) {
        Flight<Void> flight = course.flight;
        if (flight == null) {
            neverRan(course, NO_THREAD, now);
        } else if (flight.done()) {
            Throwable failure = flight.failure();
            if (failure == null) {
                returned(course, flight, now);
            } else {
                course.ended = flight.ended();
                fail(course, Verdict.FAILED, "it threw " + Fault.of(failure).shown(), now);
            }
        } else if (course.overdue(now)) {
            boolean free = course.abandon();
            if (free && !flight.done()) {
                neverRan(course, NO_THREAD, now);
            } else { // also if it comes back at this very moment: its time is over
                course.ended = now;
                String told = "it did not return within " + Words.duration(course.remedy.timeout());
                judge(course, Verdict.TIMED_OUT, told, List.of());
                course.phase = Phase.OVERDUE;
            }
        }
    }

    private void neverRan(Course course, String why, long now) {
        course.ended = now;
        judge(course, Verdict.FAILED, why, List.of());
        course.phase = Phase.OVER; // nothing was done that could be undone
    }

    private void overdue(Course course, long now) {
        Flight<Void> flight = course.flight;
        if (flight != null && flight.done()) {
            Duration took = Duration.ofNanos(flight.ended() - course.started);
            recorder.record((sequence, time) -> new HealingEvent.ActionReturned(
                    sequence, time, id(course), course.remedy.id(), took, course.reported(), true));
            undo(course, now);
        }
    }

    private void settling(Course course, Snapshot snapshot, long now) {
        if (gone.contains(course.before.id())) {
            judge(course, Verdict.FAILED, "nobody judges it any more: what watched for its symptom is gone", List.of());
            course.phase = Phase.OVER;
            return;
        }
        if (now - course.judgedFrom < 0) {
            return;
        }
        Optional<Symptom> symptom = detection.symptom(course.before.key());
        Set<String> touched = touched(course);
        List<Symptom> others = detection.symptoms().stream()
                .filter(other -> touched.contains(other.component()))
                .filter(other -> !course.keysBefore.contains(other.key()) && !course.excused.contains(other.id()))
                .toList();
        Optional<Judgement> judged = Verification.judge(course.before, course.ended, symptom, others, snapshot);
        if (judged.isPresent()) {
            Judgement judgement = judged.get();
            judge(course, judgement.verdict(), judgement.detail(), snapshot.numbersOf(course.before));
            if (judgement.verdict() == Verdict.HEALED) {
                course.phase = Phase.OVER;
            } else {
                undo(course, now);
            }
        } else if (now - course.judgedFrom
                > Verification.patience(course.settle).toNanos()) {
            fail(course, Verdict.NO_EFFECT, "no effect could be seen: no fresh number to judge by", now);
        }
    }

    private void undoing(Course course, long now) {
        Flight<Void> flight = course.flight;
        if (flight == null || flight.done()) {
            Throwable failure = flight == null ? null : flight.failure();
            String report = flight == null
                    ? NO_THREAD
                    : failure == null
                            ? course.reported()
                            : "it threw " + Fault.of(failure).shown();
            undoEnded(course, flight != null && failure == null, report);
        } else if (course.phase == Phase.UNDOING && course.overdue(now)) {
            String told = "its undoing did not return within " + Words.duration(course.remedy.timeout());
            boolean free = course.abandon();
            if (flight.done()) {
                return;
            }
            if (free) {
                undoEnded(course, false, NO_THREAD);
            } else {
                course.phase = Phase.UNDO_OVERDUE;
                hooks.failed("undo " + course.remedy.id(), new Fault("UndoTimedOut", told, ""));
                escalate(course, course.remedy.id() + " did not help, and " + told);
            }
        }
    }

    private void undoEnded(Course course, boolean undone, String report) {
        boolean waitedFor = course.phase == Phase.UNDOING;
        recorder.record((sequence, time) ->
                new HealingEvent.UndoEnded(sequence, time, id(course), course.remedy.id(), undone, report));
        if (!undone && waitedFor) {
            escalate(course, course.remedy.id() + " did not help and could not be undone: " + report);
        }
        course.phase = Phase.OVER;
    }

    private void escalate(Course course, String reason) {
        recorder.record((sequence, time) -> new HealingEvent.DecisionMade(
                sequence, time, id(course), course.before, new Decision.Escalate(reason)));
    }

    private void fail(Course course, Verdict verdict, String detail, long now) {
        judge(course, verdict, detail, List.of());
        undo(course, now);
    }

    private void judge(Course course, Verdict verdict, String detail, List<Metric> after) {
        Outcome outcome = new Outcome(
                verdict,
                Duration.ofNanos(Math.max(0, course.ended - course.started)),
                course.reported(),
                detail,
                course.before.findings().stream().map(Finding::metric).toList(),
                after);
        recorder.record((sequence, time) ->
                new HealingEvent.OutcomeJudged(sequence, time, id(course), course.target, course.remedy.id(), outcome));
        if (verdict != Verdict.HEALED) {
            leases.revoke(id(course), course.remedy.id(), course.remedy.id() + " was judged " + verdict);
        }
    }

    private void undo(Course course, long now) {
        if (!course.remedy.undoable()) {
            course.phase = Phase.OVER;
            return;
        }
        course.undoFrom(now);
        recorder.record((sequence, time) ->
                new HealingEvent.UndoStarted(sequence, time, id(course), course.target, course.remedy.id()));
        launch(
                course,
                () -> spares.acting(() -> {
                    course.remedy.action().undo(course);
                    return null;
                }));
    }

    private void launch(Course course, Callable<Void> work) {
        if (closed) { // by a listener that was told of the start
            course.flight = null;
            return;
        }
        Flight<Void> flight = new Flight<>(work, ticker);
        course.flight = flight;
        try {
            executor.execute(flight);
        } catch (RejectedExecutionException full) {
            course.flight = null;
        }
    }

    /** Where an action can have done harm: where it worked, where it was needed, and what depends on these. */
    private Set<String> touched(Course course) {
        Set<String> touched = new HashSet<>(Set.of(course.target));
        touched.add(course.before.component());
        touched.addAll(graph.dependents(course.target));
        touched.addAll(graph.dependents(course.before.component()));
        return touched;
    }

    private Set<String> keys() {
        return detection.symptoms().stream().map(Symptom::key).collect(Collectors.toSet());
    }

    /** What was sick then. The detectors of a new process know nothing yet of what was so as a consequence. */
    private Set<String> keys(Instant then) {
        Stream<Symptom> victims =
                recorder.memory().incidents().open().stream().flatMap(incident -> incident.victims().stream());
        return Stream.concat(detection.symptoms().stream(), victims)
                .filter(symptom -> !symptom.since().isAfter(then))
                .map(Symptom::key)
                .collect(Collectors.toSet());
    }

    private static String id(Course course) {
        return course.incident().id();
    }
}
