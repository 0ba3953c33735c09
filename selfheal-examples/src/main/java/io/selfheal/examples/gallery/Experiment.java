package io.selfheal.examples.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.examples.gallery.Instance.Word;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Carries out an {@link Assignment}: a shop under load, what happens to it, the one action, and what customers saw of it. */
final class Experiment {
    /** The longest that a fault may take until a rule sees it; then the incident is opened by hand. */
    private static final Duration UNSEEN = Duration.ofSeconds(20);

    /** The longest that is waited for a shop in which nothing is wrong. */
    private static final Duration CALM = Duration.ofSeconds(20);

    /** How long an incident that was opened by hand may take until it is decided about. */
    private static final Duration LATE = Duration.ofSeconds(15);

    private static final Duration RUSH = Duration.ofSeconds(4);

    /** What counts as the end of the watch: by then it has to be well. */
    private static final Duration END = Duration.ofSeconds(2);

    private static final Duration BEFORE = Duration.ofSeconds(1);

    /** What is put up with before anything happens: one request in fifty. */
    private static final double WELL = 0.02;

    private static final Set<String> WORTH_TELLING = Set.of("opened", "decided", "closed", "failed");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Assignment assignment;
    private final Premises premises;
    private final Duration watch;
    private final long offset = System.nanoTime() - System.currentTimeMillis() * 1_000_000;
    private final List<Instance> again = new ArrayList<>();

    /**
     * One that is still to be carried out.
     *
     * @param assignment what to do
     * @param premises where the shop is, and how it is started
     * @param watch how long customers are watched after the decision, more than two seconds
     */
    Experiment(Assignment assignment, Premises premises, Duration watch) {
        this.assignment = assignment;
        this.premises = premises;
        this.watch = watch;
    }

    /** Carries it out; a few seconds. What comes of it is a line of the recording. */
    ObjectNode run() throws Exception {
        List<Load> loads = new ArrayList<>();
        try (Supervisor supervisor = Supervisor.start(premises)) {
            try {
                loads.add(Load.at(supervisor::uri, second -> assignment.load()));
                return observed(supervisor, loads);
            } finally {
                loads.forEach(Load::close);
            }
        }
    }

    private ObjectNode observed(Supervisor supervisor, List<Load> loads) throws Exception {
        Condition condition = assignment.condition();
        Instance first = supervisor.instances().get(0);
        pause(assignment.peace());
        awaitCalm(first);
        long injected = System.nanoTime();
        first.tell("inject " + condition.name());
        if (condition.rush() > 0) {
            loads.add(Load.at(supervisor::uri, second -> assignment.load() * condition.rush()));
        }
        Optional<Word> told = awaitCase(first, injected, condition.healthy() ? assignment.patience() : UNSEEN, loads);
        long decided = told.map(this::nanos).orElse(System.nanoTime());
        while (told.isPresent() && System.nanoTime() - decided < watch.toNanos()) {
            pause(Duration.ofMillis(50));
            endRush(injected, loads);
            meetAgain(supervisor);
        }
        boolean gone = told.isPresent() && gone(supervisor, told.get());
        boolean died = died(supervisor);
        loads.forEach(Load::close);
        awaitAnswers(loads);
        if (!condition.fresh()) {
            checkThatItWasWell(loads, injected);
        }
        ObjectNode line = line();
        if (told.isEmpty() && !died) {
            throw new IOException("it lives, and made no decision: " + words(first));
        }
        if (told.isEmpty()) {
            return line.put("died", true);
        }
        line.put("seconds", CaseRecord.rounded((decided - injected) / 1e9));
        line.set("case", JSON.readTree(told.get().rest().get(0)));
        outcome(line, loads, injected, decided);
        verdict(first, decided).ifPresent(verdict -> line.put("verdict", verdict));
        return line.put("started", started(first, decided)).put("gone", gone).put("died", died);
    }

    private ObjectNode line() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("condition", assignment.condition().name())
                .put("healthy", assignment.condition().healthy())
                .put("load", assignment.load())
                .put("seed", assignment.seed())
                .put("action", assignment.action());
    }

    private Optional<Word> awaitCase(Instance first, long injected, Duration unseen, List<Load> loads)
            throws Exception {
        long alarm = injected + unseen.toNanos();
        boolean alarmed = false;
        while (first.alive() && System.nanoTime() - alarm < LATE.toNanos()) {
            Optional<Word> told = word(first, "case");
            if (told.isPresent()) {
                return told;
            }
            if (!alarmed && System.nanoTime() - alarm > 0) {
                first.tell(LaboratoryProcess.ALARM);
                alarmed = true;
            }
            endRush(injected, loads);
            pause(Duration.ofMillis(20));
        }
        return word(first, "case");
    }

    /** Until nothing is open that was there before: a busy machine is slow enough for that. */
    private static void awaitCalm(Instance first) throws Exception {
        long start = System.nanoTime();
        while (first.alive() && count(first, "opened") > count(first, "closed")) {
            if (System.nanoTime() - start > CALM.toNanos()) {
                throw new IOException("it was not well to begin with: " + words(first));
            }
            pause(Duration.ofMillis(50));
        }
    }

    private static long count(Instance instance, String what) {
        return instance.words().stream()
                .filter(word -> word.what().equals(what))
                .count();
    }

    private static List<String> words(Instance instance) {
        return instance.words().stream()
                .filter(word -> WORTH_TELLING.contains(word.what()))
                .map(word -> word.what() + " " + word.rest())
                .toList();
    }

    private static void endRush(long injected, List<Load> loads) {
        if (loads.size() > 1 && System.nanoTime() - injected > RUSH.toNanos()) {
            loads.get(1).close();
        }
    }

    /** What lies outside of the process, the next one meets as well. */
    private void meetAgain(Supervisor supervisor) throws IOException {
        List<Instance> instances = supervisor.instances();
        for (Instance next : instances.subList(1, instances.size())) {
            if (assignment.condition().outside()
                    && next.ready().isDone()
                    && !next.ready().isCompletedExceptionally()
                    && !again.contains(next)) {
                again.add(next);
                next.tell("again " + assignment.condition().name());
            }
        }
    }

    /** Whether the symptom is not there any more, in the process that serves last. */
    private static boolean gone(Supervisor supervisor, Word told) throws IOException {
        JsonNode symptom = JSON.readTree(told.rest().get(0)).path("symptom");
        String key =
                symptom.path("component").asText() + "/" + symptom.path("id").asText();
        List<Instance> instances = supervisor.instances();
        Instance last = instances.get(instances.size() - 1);
        String latest = "";
        for (Word word : last.words()) {
            if ((word.what().equals("raised") || word.what().equals("cleared"))
                    && word.rest().get(0).equals(key)) {
                latest = word.what();
            }
        }
        return last.alive() && !latest.equals("raised");
    }

    /** Whether a process ended without having been asked to. */
    private static boolean died(Supervisor supervisor) {
        return supervisor.instances().stream()
                .anyMatch(instance -> !instance.alive() && instance.exitCode() != Healing.RESTART);
    }

    /** What comes of a shop that a busy machine kept from its customers already says nothing of what happened then. */
    private static void checkThatItWasWell(List<Load> loads, long injected) throws IOException {
        Latencies before = answers(loads).within(injected - BEFORE.toNanos(), injected);
        long bad = before.failed() + before.slow();
        if (bad > WELL * before.size()) {
            throw new IOException("it was not well to begin with: of " + before.size() + " requests " + bad
                    + " failed or were slow in the second before");
        }
    }

    private static Latencies answers(List<Load> loads) {
        return new Latencies(
                loads.stream().flatMap(load -> load.answers().stream()).toList());
    }

    private void outcome(ObjectNode line, List<Load> loads, long injected, long decided) {
        Latencies all = answers(loads);
        long end = decided + watch.toNanos();
        put(line.putObject("before"), all.within(injected - BEFORE.toNanos(), injected));
        put(line.putObject("after"), all.within(decided, end));
        put(line.putObject("end"), all.within(end - END.toNanos(), end));
    }

    private static void put(ObjectNode to, Latencies seen) {
        to.put("sent", seen.size()).put("failed", seen.failed()).put("slow", seen.slow());
        if (seen.size() > 0) {
            to.put("p99", CaseRecord.rounded(seen.p99()));
        }
    }

    private Optional<String> verdict(Instance first, long decided) {
        return first.words().stream()
                .filter(word -> word.what().equals("judged") && nanos(word) - decided >= 0)
                .filter(word -> word.rest().get(0).equals(assignment.action()))
                .map(word -> word.rest().get(1))
                .findFirst();
    }

    /** Whether the action was begun at all. */
    private boolean started(Instance first, long decided) {
        return first.words().stream()
                .anyMatch(word -> word.what().equals("started")
                        && word.rest().get(0).equals(assignment.action())
                        && nanos(word) - decided > -Duration.ofMillis(500).toNanos());
    }

    private static Optional<Word> word(Instance instance, String what) {
        return instance.words().stream()
                .filter(word -> word.what().equals(what))
                .findFirst();
    }

    private static void awaitAnswers(List<Load> loads) throws InterruptedException {
        long start = System.nanoTime();
        while (loads.stream().anyMatch(load -> load.open() > 0)
                && System.nanoTime() - start < 2 * Load.PATIENCE.toNanos()) {
            pause(Duration.ofMillis(20));
        }
    }

    private long nanos(Word word) {
        return word.millis() * 1_000_000 + offset;
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
