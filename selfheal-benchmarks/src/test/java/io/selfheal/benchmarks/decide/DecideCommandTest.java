package io.selfheal.benchmarks.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.selfheal.Cause;
import io.selfheal.Decision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideCommandTest {
    private static final Decision HOLD = new Decision.Hold("Nothing", "nothing");

    @TempDir
    Path folder;

    @Test
    void whatHelpsIsAcceptableAndWhatHarmsIsHarmful() throws IOException {
        List<Start> starts = Start.of(runs(sick(1)));
        assertThat(starts).hasSize(1);
        assertThat(score(Decision.Heal.of("trim-caches", "why"), starts).acceptable())
                .isEqualTo(1);
        Score harm = score(Decision.Heal.of("graceful-restart", "why"), starts);
        assertThat(harm.acceptable()).isZero();
        assertThat(harm.harmful()).isEqualTo(3);
        assertThat(harm.harmfulStartsAtMost()).isEqualTo(1);
        Score nothing = score(HOLD, starts);
        assertThat(nothing.acceptable()).isZero();
        assertThat(nothing.needless()).isEqualTo(1);
        assertThat(nothing.harmful()).isZero();
    }

    @Test
    void nothingIsRightWhereNothingHelpsMore() throws IOException {
        List<Start> starts = Start.of(runs(
                Lines.of("quiet", 1, ""),
                Lines.of("quiet", 1, "trim-caches"),
                Lines.of("quiet", 1, "graceful-restart").bad(15)));
        Score nothing = score(HOLD, starts);
        assertThat(nothing.acceptable()).isEqualTo(1);
        assertThat(nothing.needless()).isNaN();
        assertThat(score(Decision.Heal.of("trim-caches", "why"), starts).acceptable())
                .isZero();
        assertThat(score(Decision.Heal.of("graceful-restart", "why"), starts).harmful())
                .isZero();
    }

    @Test
    void anActionThatWasNotTriedIsNotJudged() throws IOException {
        Score score = score(Decision.Heal.of("dance", "why"), Start.of(runs(sick(1))));
        assertThat(score.untried()).isEqualTo(3);
        assertThat(score.decisions()).isZero();
        assertThat(score.harmfulAtMost()).isEqualTo(1);
    }

    @Test
    void aStartWithoutDoingNothingIsLeftOut() throws IOException {
        assertThat(Start.of(runs(Lines.of("quiet", 1, "trim-caches")))).isEmpty();
    }

    @Test
    void causesAreRightFirstOrInThree() throws IOException {
        List<Start> starts = Start.of(runs(sick(1)));
        Score second = score(blaming("heap leak", "cache bloat"), starts);
        assertThat(second.first()).isZero();
        assertThat(second.third()).isEqualTo(1);
        assertThat(second.causes().brier()).isCloseTo(0.49, within(1e-9));
        assertThat(score(blaming("cache bloat", "heap leak"), starts).first()).isEqualTo(1);
        assertThat(score(blaming("a", "b", "c", "cache bloat"), starts).third()).isZero();
    }

    @Test
    void chancesAreComparedWithWhatCameTrue() {
        Calibration calibration = new Calibration();
        assertThat(calibration.brier()).isNaN();
        assertThat(calibration.error()).isNaN();
        for (int i = 0; i < 10; i++) {
            calibration.add(0.75, i < 5);
        }
        calibration.add(1, true);
        assertThat(calibration.error()).isCloseTo(10 * 0.25 / 11, within(1e-9));
        assertThat(calibration.brier()).isCloseTo((5 * 0.0625 + 5 * 0.5625) / 11, within(1e-9));
    }

    @Test
    void evenChancesThatAreRightHaveACalibrationErrorWhereFewAreTold() {
        List<Calibration> few = new ArrayList<>();
        List<Calibration> many = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            many.add(told(0.75, true));
        }
        few.addAll(many.subList(0, 25));

        assertThat(Calibration.byChance(few).usual())
                .as("0.8 standard errors")
                .isCloseTo(0.8 * Math.sqrt(0.75 * 0.25 / 25), within(0.01));
        assertThat(Calibration.byChance(few).most())
                .as("two standard errors")
                .isCloseTo(2 * Math.sqrt(0.75 * 0.25 / 25), within(0.03));
        assertThat(Calibration.byChance(many).usual()).isLessThan(0.01);
        assertThat(Calibration.byChance(List.of()).usual()).isNaN();
    }

    private static Calibration told(double chance, boolean cameTrue) {
        Calibration calibration = new Calibration();
        calibration.add(chance, cameTrue);
        return calibration;
    }

    @Test
    void nobodyIsTaughtWhatTheyAreAskedAbout() throws IOException {
        List<Lines> lines = new ArrayList<>(sick(1));
        lines.addAll(List.of(Lines.of("quiet", 1, ""), Lines.of("disk-filling", 1, "")));
        Judgement.of(List.of(new Pupil(Set.of())), Start.of(runs(lines)));
    }

    @Test
    void whoIsToldTheFaultTakesWhatHelpedFromTheMostStarts() throws IOException {
        List<Lines> lines = new ArrayList<>(sick(1));
        lines.addAll(sick(2));
        lines.addAll(List.of(
                Lines.of("cache-leak", 3, "").bad(500),
                Lines.of("cache-leak", 3, "trim-caches").bad(500),
                Lines.of("cache-leak", 3, "graceful-restart")));
        lines.addAll(List.of(Lines.of("quiet", 1, ""), Lines.of("quiet", 1, "trim-caches")));
        List<Start> starts = Start.of(runs(lines));

        assertThat(Oracle.of(starts).best()).isEqualTo(Map.of("cache-leak", "trim-caches", "quiet", ""));
        assertThat(Judgement.of(List.of(Oracle.of(starts)), starts)
                        .total("is told the fault")
                        .acceptable())
                .as("of eleven all but the three from where a restart alone helped")
                .isCloseTo(8.0 / 11, within(1e-9));
    }

    @Test
    void theFiguresAreToldForEachRowAndCondition() throws IOException {
        List<Lines> lines = new ArrayList<>(sick(1));
        lines.addAll(sick(2));
        lines.add(Lines.of("quiet", 1, ""));
        lines.add(Lines.of("quiet", 2, "trim-caches"));
        String told = told("--data", file(lines).toString());
        assertThat(told)
                .contains("7 runs from 3 starts of 2 conditions; left out: 1 runs")
                .containsPattern("do nothing +7 ")
                .containsPattern("rules +6 +- +- +100\\.0 % +100\\.0 % +0 .*1 chose what was not tried")
                .containsPattern("diagnosis +6 ")
                .containsPattern("diagnosis with learning +6 ")
                .containsPattern("is told the fault +7 ")
                .contains("no recorded replies of a model")
                .containsPattern("cache-leak +of 2, 0 recover with nothing; acceptable: trim-caches 2; forbidden:"
                        + " graceful-restart 2");
    }

    @Test
    void laterStartsAreToldApartAndTeachNobody() throws IOException {
        Path first = file(sick(1));
        Path later = Files.write(
                folder.resolve("later.jsonl"), sick(2).stream().map(Lines::json).toList());
        String told = told("--data", first.toString(), "--later", later.toString());

        assertThat(told.substring(told.indexOf("later starts")))
                .contains("3 runs from 1 starts of 1 conditions")
                .containsPattern("rules +3 ")
                .containsPattern("diagnosis with learning +3 ")
                .doesNotContain("always restart");

        List<Start> lessons = Start.of(
                runs(Lines.of("cache-leak", 1, ""), Lines.of("quiet", 1, ""), Lines.of("disk-filling", 1, "")));
        List<Start> asked = Start.of(runs(Lines.of("cache-leak", 2, ""), Lines.of("quiet", 2, "")));
        Judgement judgement = Judgement.of(List.of(new Pupil(Set.of())), lessons, asked);
        assertThat(judgement.total("pupil").decisions()).isEqualTo(2);
    }

    @Test
    void lessonsTeachAndAreNotJudged() throws IOException {
        Path first = file(sick(1));
        Path lessons = Files.write(
                folder.resolve("lessons.jsonl"),
                sick(2).stream()
                        .map(Lines::json)
                        .map(json -> json.replace("cache-leak", "gc-thrash"))
                        .toList());
        String told = told("--data", first.toString(), "--lessons", lessons.toString());

        assertThat(told)
                .contains("3 runs from 1 starts of 1 conditions")
                .contains("taught by the other conditions of these starts and of 1 more")
                .containsPattern("diagnosis with learning +3 ");
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertThatThrownBy(() -> told("--dta", "x"))
                .hasMessage("what is --dta x? usage: decide [--data FILE] [--lessons FILE] [--later FILE]");
        assertThatThrownBy(() -> told("--data"))
                .hasMessage("what is --data? usage: decide [--data FILE] [--lessons FILE] [--later FILE]");
        Path file = file(List.of(Lines.of("quiet", 1, "trim-caches")));
        assertThatThrownBy(() -> told("--data", file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no run in which nothing was done");
    }

    private static List<Lines> sick(int seed) {
        return List.of(
                Lines.of("cache-leak", seed, "").bad(500).ended(false),
                Lines.of("cache-leak", seed, "trim-caches").bad(100),
                Lines.of("cache-leak", seed, "graceful-restart").bad(900));
    }

    private static Decision blaming(String... names) {
        List<Cause> causes = new ArrayList<>();
        for (String name : names) {
            causes.add(new Cause(name, 0.7, List.of()));
        }
        return new Decision.Heal("trim-caches", "why", 0.7, causes, List.of());
    }

    private static Score score(Decision decision, List<Start> starts) {
        return Judgement.of(List.of(Contender.of("one", run -> decision)), starts)
                .total("one");
    }

    private List<Run> runs(Lines... lines) throws IOException {
        return runs(List.of(lines));
    }

    private List<Run> runs(List<Lines> lines) throws IOException {
        return Recording.of(file(lines)).runs();
    }

    private Path file(List<Lines> lines) throws IOException {
        return Files.write(
                folder.resolve("recording.jsonl"),
                lines.stream().map(Lines::json).toList());
    }

    private static String told(String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DecideCommand.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Throws when asked about what it was taught. */
    private record Pupil(Set<String> taught) implements Contender {
        @Override
        public String name() {
            return "pupil";
        }

        @Override
        public Decision decide(Run run) {
            assertThat(taught).doesNotContain(run.condition());
            return HOLD;
        }

        @Override
        public Contender taught(List<Start> lessons) {
            Set<String> seen = lessons.stream().map(Start::condition).collect(Collectors.toSet());
            assertThat(seen).hasSize(2);
            return new Pupil(seen);
        }
    }
}
