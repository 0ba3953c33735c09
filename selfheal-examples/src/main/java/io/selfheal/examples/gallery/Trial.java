package io.selfheal.examples.gallery;

import io.selfheal.examples.gallery.Fault.Cure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run: a shop under load, a fault, and what became of it. */
final class Trial {
    static final int REQUESTS_PER_SECOND = 200;
    private static final Duration WARMING = Duration.ofSeconds(1);
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Duration AFTER = Duration.ofMillis(1_500);

    private final Fault fault;
    private final Premises premises;
    /** From the wall clock of the words to the ticker of the answers. */
    private final long offset = System.nanoTime() - System.currentTimeMillis() * 1_000_000;

    Trial(Fault fault, Premises premises) {
        this.fault = fault;
        this.premises = premises;
    }

    Result run() throws Exception {
        try (Supervisor supervisor = Supervisor.start(premises);
                Load load = Load.at(supervisor::uri, second -> REQUESTS_PER_SECOND)) {
            pause(WARMING);
            long begun = System.nanoTime();
            pause(BEFORE);
            long injected = System.nanoTime();
            supervisor.instances().get(0).tell("inject " + fault.name());
            awaitEnd(supervisor, begun, injected, load);
            long end = System.nanoTime();
            load.end();
            awaitAnswers(load);
            Recording seen = recording(supervisor, begun, injected, end, load);
            Files.write(
                    premises.folder().resolve("answers.csv"), seen.latencies().lines(injected));
            return Result.of(fault, premises.heals(), seen);
        }
    }

    /** Until a while after it was healed, or as long as it is worth watching. */
    private void awaitEnd(Supervisor supervisor, long begun, long injected, Load load)
            throws IOException, InterruptedException {
        Cure cure = fault.cure();
        long longest = (premises.heals() ? LONGEST : fault.exposure()).toNanos();
        long wellSince = 0;
        for (long now = System.nanoTime();
                now - injected < longest && (wellSince == 0 || now - wellSince < AFTER.toNanos());
                now = System.nanoTime()) {
            TimeUnit.MILLISECONDS.sleep(50);
            if (wellSince == 0
                    && premises.heals()
                    && Result.remedied(cure, recording(supervisor, begun, injected, now, load))
                            .isPresent()) {
                wellSince = now;
            }
        }
    }

    private static void awaitAnswers(Load load) throws InterruptedException {
        long start = System.nanoTime();
        while (load.open() > 0 && System.nanoTime() - start < 2 * Load.PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Recording recording(Supervisor supervisor, long begun, long injected, long end, Load load)
            throws IOException {
        List<Instance> instances = supervisor.instances();
        Instance first = instances.get(0);
        return new Recording(
                begun,
                injected,
                end,
                load.answers(),
                instances.stream().map(Instance::words).toList(),
                offset,
                first.alive() ? Recording.LIVES : first.exitCode(),
                evidence(premises.folder().resolve("1").resolve("selfheal.jsonl.evidence")));
    }

    private static long evidence(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        for (int look = 0; look < 5; look++) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile).count();
            } catch (UncheckedIOException changing) {
                // a file was renamed while we looked: look again
            }
        }
        return 0;
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
