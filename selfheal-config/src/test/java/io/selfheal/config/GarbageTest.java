package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.selfheal.InvalidPolicyException;
import io.selfheal.SelfHealing;
import io.selfheal.Ticker;
import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is in a file: problems with a line, or a policy; in bounded time and memory; and never anything else. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GarbageTest {
    private static final long SEED = Long.getLong("selfheal.seed", 20260102);
    private static final int INPUTS = Integer.getInteger("selfheal.inputs", 12_000);
    /** Far above what is seen, so that a busy machine fails no build, and far below what a bomb takes. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long MOST_ALLOCATED = 32L << 20;

    private final Random random = new Random(SEED);
    private int refused;
    private int taken;

    @Test
    void randomBytesAreRefused() {
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            read(i, bytes);
        }
        assertThat(refused).isEqualTo(INPUTS);
    }

    @Test
    void randomMarksOfTheLanguageAreReadOrRefused() {
        String marks = "{}[]:,-#&*!|>%@`'\"?~\\ \t\n\n\n  ${}0a9service:rulesprobes";
        for (int i = 0; i < INPUTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                text.append(marks.charAt(random.nextInt(marks.length())));
            }
            read(i, text.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(refused).isGreaterThan(INPUTS * 9 / 10);
    }

    @Test
    void aRightPolicyGoneWrongIsReadOrRefused() {
        for (int i = 0; i < INPUTS / 2; i++) {
            String text = Mutation.of(Complete.text(), 1 + random.nextInt(8), random);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            read(i, bytes);
        }
        assertThat(refused).isGreaterThan(INPUTS / 4);
        assertThat(taken).isGreaterThan(INPUTS / 100);
    }

    private void read(int input, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String name = input % 5 == 0 ? "p.json" : "p.yaml";
        Problems problems = new Problems(name);
        long allocated = allocated();
        long start = Ticker.system().nanos();
        try {
            Draft draft = PolicyReader.read(name, Source.text(bytes), variable -> Optional.empty(), problems);
            if (problems.none()) {
                draft.applyTo(SelfHealing.builder().engine(Diagnosis.of(Knowledge.jvm())));
                taken++;
            }
        } catch (InvalidPolicyException unfit) { // what "knowledge" lacks shows when it is added to the engine's
            assertThat(unfit.problems())
                    .as("seed %s, input %s: %s", SEED, input, text)
                    .isNotEmpty();
            refused++;
        } catch (Unreadable unreadable) {
            problems.add(unreadable.place(), unreadable.told());
        } catch (RuntimeException | Error thrown) {
            throw new AssertionError("seed " + SEED + ", input " + input + ":\n" + text, thrown);
        }
        assertThat(Ticker.system().nanos() - start)
                .as("time for input %d", input)
                .isLessThan(MOST_NANOS);
        assertThat(allocated() - allocated).as("bytes for input %d", input).isLessThan(MOST_ALLOCATED);
        List<PolicyProblem> found = problems.all();
        refused += found.isEmpty() ? 0 : 1;
        long lines = text.lines().count() + 1;
        for (PolicyProblem problem : found) {
            if (problem.line() < 1
                    || problem.line() > lines
                    || problem.column() < 1
                    || problem.message().isBlank()) {
                throw new AssertionError("seed " + SEED + ", input " + input + ": " + problem + "\n" + text);
            }
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
