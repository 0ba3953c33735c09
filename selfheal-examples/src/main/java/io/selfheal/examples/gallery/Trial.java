package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Fault.Cure;
import io.selfheal.examples.gallery.Instance.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** One run: a shop under load, a fault, and what became of it. */
final class Trial {
    static final int REQUESTS_PER_SECOND = 200;
    private static final Duration WARMING = Duration.ofSeconds(1);
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration AFTER = Duration.ofSeconds(2);

    private final Fault fault;
    private final Path folder;
    private final boolean heals;
    /** From the wall clock of the words to the ticker of the answers. */
    private final long offset = System.nanoTime() - System.currentTimeMillis() * 1_000_000;

    Trial(Fault fault, Path folder, boolean heals) {
        this.fault = fault;
        this.folder = folder;
        this.heals = heals;
    }

    Result run() throws Exception {
        try (Supervisor supervisor = Supervisor.start(folder, heals);
                Load load = Load.at(supervisor::uri, REQUESTS_PER_SECOND)) {
            pause(WARMING);
            long begun = System.nanoTime();
            pause(BEFORE);
            long injected = System.nanoTime();
            supervisor.instances().get(0).inject(fault);
            awaitEnd(supervisor, injected);
            long end = System.nanoTime();
            load.close();
            awaitAnswers(load);
            Latencies latencies = new Latencies(load.answers());
            Files.write(folder.resolve("answers.csv"), latencies.lines(injected));
            return result(supervisor, latencies, begun, injected, end);
        }
    }

    /** Until a while after it was healed, or as long as it is worth watching. */
    private void awaitEnd(Supervisor supervisor, long injected) throws InterruptedException {
        long longest = (heals ? LONGEST : fault.exposure()).toNanos();
        long wellSince = 0;
        while (System.nanoTime() - injected < longest
                && (wellSince == 0 || System.nanoTime() - wellSince < AFTER.toNanos())) {
            TimeUnit.MILLISECONDS.sleep(50);
            if (wellSince == 0 && heals && over(supervisor)) {
                wellSince = System.nanoTime();
            }
        }
    }

    private boolean over(Supervisor supervisor) {
        List<Instance> instances = supervisor.instances();
        return fault.cure().restarts()
                ? instances.size() > 1
                        && instances.get(1).ready().isDone()
                        && !instances.get(0).alive()
                : healing(supervisor).isPresent();
    }

    /** The return of the remedy that was judged to have helped. */
    private Optional<Word> healing(Supervisor supervisor) {
        List<Word> words = supervisor.instances().get(0).words();
        Cure cure = fault.cure();
        boolean judged = words.stream()
                .anyMatch(word -> word.what().equals("judged")
                        && word.rest().get(0).equals(cure.action())
                        && word.rest().get(1).equals("HEALED"));
        return words.stream()
                .filter(word -> judged
                        && word.what().equals("returned")
                        && word.rest().get(0).equals(cure.action()))
                .findFirst();
    }

    private static void awaitAnswers(Load load) throws InterruptedException {
        long start = System.nanoTime();
        while (load.open() > 0 && System.nanoTime() - start < 2 * Load.PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Result result(Supervisor supervisor, Latencies all, long begun, long injected, long end) {
        Latencies since = all.within(injected, end);
        List<Word> words = supervisor.instances().get(0).words();
        OptionalDouble detected = words.stream()
                .filter(word -> word.what().equals("opened"))
                .mapToDouble(word -> (nanos(word) - injected) / 1e9)
                .filter(seconds -> seconds > 0)
                .min();
        OptionalLong lastBad = since.lastBad();
        boolean over = over(supervisor);
        boolean well = lastBad.isEmpty() || end - lastBad.getAsLong() > AFTER.toNanos() / 2;
        OptionalDouble healed = OptionalDouble.empty();
        if (over && well) {
            long remedied = fault.cure().restarts()
                    ? nanos(supervisor.instances().get(1).ready().join())
                    : healing(supervisor).map(this::nanos).orElse(end);
            healed = OptionalDouble.of((Math.max(remedied, lastBad.orElse(remedied)) - injected) / 1e9);
        }
        long turn = healed.isPresent() ? injected + (long) (healed.getAsDouble() * 1e9) : end;
        boolean inTime = healed.isPresent()
                && healed.getAsDouble() <= fault.cure().within().toNanos() / 1e9;
        return new Result(
                fault.name(),
                heals,
                detected,
                healed,
                since.failed(),
                since.size(),
                all.within(begun, injected).p99(),
                since.within(injected, turn).p99(),
                healed.isPresent() ? since.within(turn, end).p99() : Double.NaN,
                story(supervisor),
                inTime);
    }

    private String story(Supervisor supervisor) {
        Instance first = supervisor.instances().get(0);
        if (!first.alive()) {
            return "ended with " + first.exitCode();
        }
        return "";
    }

    private long nanos(Word word) {
        return word.millis() * 1_000_000 + offset;
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
