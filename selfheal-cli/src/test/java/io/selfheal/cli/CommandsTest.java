package io.selfheal.cli;

import static io.selfheal.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.selfheal.Mode;
import io.selfheal.SelfHealing;
import io.selfheal.test.RecordingAction;
import io.selfheal.test.ScriptedProbe;
import io.selfheal.test.VirtualTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command on a journal that a real loop has kept. */
class CommandsTest {
    private static final String POLICY = """
            service: orders
            rules:
              - when: memory.used.ratio
                above: 90 %
                lasting: 5s
                clearingBelow: 80 %
                run: [clear-cache, shed-load]
                because: Memory usage is critically high
                named: memory-high
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path journal;
    private String incident;

    @BeforeEach
    void aServiceFellIllAndWasHealed() {
        journal = folder.resolve("selfheal.jsonl");
        try (VirtualTime time = new VirtualTime()) {
            ScriptedProbe probe = ScriptedProbe.named("memory");
            SelfHealing healing = time.drive(SelfHealing.builder())
                    .service("orders")
                    .withoutDiscovery()
                    .recordMetrics()
                    .journal(journal)
                    .probe(probe)
                    .rule(when("memory.used.ratio")
                            .above(0.90)
                            .lasting(Duration.ofSeconds(5))
                            .clearingBelow(0.80)
                            .run("clear-cache")
                            .thenRun("shed-load")
                            .because("Memory usage is critically high")
                            .named("memory-high"))
                    .action(RecordingAction.of("clear-cache").performs(recovery -> {
                        recovery.report("evicted 40,120 entries");
                        probe.gauge("memory.used.ratio", 0.34);
                    }))
                    .action(RecordingAction.of("shed-load"))
                    .build();
            probe.gauge("memory.used.ratio", 0.5);
            time.turn(healing, Duration.ofSeconds(10));
            probe.gauge("memory.used.ratio", 0.91);
            time.turn(healing, Duration.ofSeconds(30));
            incident = healing.incidents().get(0).id();
            healing.close();
        }
    }

    private int run(String... arguments) {
        return Selfheal.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theSamePolicyDecidesTheSame() throws IOException {
        int exit = run("replay", "--journal", journal.toString(), "--policy", file("selfheal.yaml", POLICY));

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("selfheal.jsonl through selfheal.yaml, 40 turns (UTC)")
                .contains("memory-high of orders    run clear-cache  run clear-cache")
                .endsWith("The one decision is the same." + System.lineSeparator());
        assertThat(exit).isZero();
    }

    @Test
    void anotherPolicyIsShownBesideWhatReallyHappened() throws IOException {
        String other = file("other.yaml", POLICY.replace("90 %", "95 %"));
        int exit = run("replay", "-j", journal.toString(), "-p", other, "--differences");

        assertThat(out.toString())
                .contains("memory-high of orders  ! run clear-cache  -")
                .contains("Memory usage is critically high")
                .contains("1 of 1 decisions differ.");
        assertThat(exit).isZero();
    }

    @Test
    void aPolicyThatDiffersButDecidesTheSameIsTheSameInTheTableAndToTheExpectation() throws IOException {
        String expected = file("e.yaml", "- same: true\n");
        int exit = run(
                "replay",
                "-j",
                journal.toString(),
                "-p",
                file("p.yaml", POLICY.replace("80 %", "75 %")),
                "-e",
                expected);

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("The one decision is the same.").contains("All 1 expectations are met.");
        assertThat(exit).isZero();
    }

    @Test
    void whatIsExpectedAndMetEndsWell() throws IOException {
        String expected = file("expect.yaml", """
                - same: true
                - runs: clear-cache
                  for: memory-high
                  times: 1
                - never: shed-load
                - escalates: memory-high
                  times: 0
                """);
        int exit = run("replay", "-j", journal.toString(), "-p", file("p.yaml", POLICY), "-e", expected);

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("All 4 expectations are met.");
        assertThat(exit).isZero();
    }

    @Test
    void marksAroundTheOneListOfExpectationsChangeNothing() throws IOException {
        String expected = file("expect.yaml", "# first\n---\n- same: true\n...\n# last\n");
        assertThat(run("replay", "-j", journal.toString(), "-p", file("p.yaml", POLICY), "-e", expected))
                .isZero();
        assertThat(out.toString()).contains("All 1 expectations are met.");
    }

    @Test
    void whatIsExpectedAndNotMetFailsTheBuildAndSaysWhatWasFound() throws IOException {
        String expected = file("expect.yaml", """
                - same: false
                - runs: clear-cache
                  times: 2
                - never: clear-cache
                - runs: shed-load
                - escalates: memory-high
                """);
        int exit = run("replay", "-j", journal.toString(), "-p", file("p.yaml", POLICY), "-e", expected);

        assertThat(err.toString().lines())
                .containsExactly(
                        "not as expected: the policy decides just as was decided",
                        "not as expected: clear-cache is run once, expected 2 times",
                        "not as expected: clear-cache is run once, expected never",
                        "not as expected: shed-load is run never, expected at least once",
                        "not as expected: a person is told for memory-high never, expected at least once");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void aMistakeInTheExpectationsIsToldWithItsPlace() throws IOException {
        for (List<String> wrong : List.of(
                List.of("- rums: clear-cache\n", "unknown \"rums\""),
                List.of("same: true\n", "expected a list"),
                List.of("- same: maybe\n", "found \"maybe\", expected true or false"),
                List.of("- same: true\n  times: 2\n", "\"times\" does not go with same"),
                List.of("- runs: a\n  times: few\n", "found times \"few\", expected a whole number"),
                List.of("- never:\n", "\"never\" has no value: write it after the colon"),
                List.of("- never: ~\n", "\"never\" has no value"),
                List.of("- runs: ' '\n", "\"runs\" has no value"),
                List.of("- never: clear-cache\n  for:\n", "\"for\" has no value"),
                List.of("- runs: clear-cache\n  times:\n", "\"times\" has no value"),
                List.of("- escalates:\n  times: 0\n", "\"escalates\" has no value"),
                List.of("[]\n", "nothing is expected"),
                List.of("- same: true\n---\n- never: a\n", "e.yaml:3:1: found a second document"),
                List.of("- same: true\n...\n---\n# more\n- never: a\n", "e.yaml:5:1: found a second document"),
                List.of("[]\n--- {}\n", "e.yaml:2:5: found a second document"),
                List.of("- same: true\n---\n---\n- never: a\n", "found a second document"),
                List.of("- for: a\n", "expected one of same, runs, never or escalates"))) {
            err.getBuffer().setLength(0);
            int exit = run(
                    "replay",
                    "-j",
                    journal.toString(),
                    "-p",
                    file("p.yaml", POLICY),
                    "-e",
                    file("e.yaml", wrong.get(0)));

            assertThat(err.toString())
                    .as(wrong.get(0))
                    .startsWith("selfheal: e.yaml:")
                    .contains(wrong.get(1));
            assertThat(exit).isEqualTo(2);
        }
    }

    @Test
    void whatIsExpectedOfANameThatNothingKnowsIsAMistakeAndNotMet() throws IOException {
        String expected = file("e.yaml", """
                - never: shed-loud
                - never: clear-cache
                  for: memory-hihg
                - runs: anything
                  times: 0
                - escalates: whatever
                  times: 0
                """);
        int exit = run("replay", "-j", journal.toString(), "-p", file("p.yaml", POLICY), "-e", expected);

        assertThat(err.toString().lines())
                .containsExactly(
                        "selfheal: e.yaml names what neither the record nor the policy knows:",
                        "  - the action \"shed-loud\": did you mean \"shed-load\"?",
                        "  - the problem \"memory-hihg\": did you mean \"memory-high\"?",
                        "  - the action \"anything\"; there are clear-cache, shed-load",
                        "  - the problem \"whatever\"; there are memory-high");
        assertThat(out.toString()).isEmpty();
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void aRuleThatNeverFoundAnythingIsKnownAllTheSame() throws IOException {
        String policy = file("p.yaml", POLICY + """
                  - when: disk.used.ratio
                    above: 90 %
                    named: disk-full
                """);
        String expected =
                file("e.yaml", "- never: clear-cache\n  for: disk-full\n- escalates: disk-full\n  times: 0\n");

        assertThat(run("replay", "-j", journal.toString(), "-p", policy, "-e", expected))
                .as(err.toString())
                .isZero();
    }

    @Test
    void ofADetectorNobodyKnowsBeforehandWhatItMayFind() throws IOException {
        String policy = file("p.yaml", POLICY + "watchEveryGauge: true\n");
        String expected = file("e.yaml", "- escalates: unusual-disk.used.ratio\n  times: 0\n");

        assertThat(run("replay", "-j", journal.toString(), "-p", policy, "-e", expected))
                .as(err.toString())
                .isZero();
    }

    @Test
    void aPolicyWithMistakesIsNotReplayed() throws IOException {
        int exit = run("replay", "-j", journal.toString(), "-p", file("p.yaml", POLICY.replace("above", "abov")));

        assertThat(err.toString()).contains("p.yaml:4:5: ").contains("above");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void aJournalWithoutMetricsSaysHowToKeepThem() throws IOException {
        Path plain = folder.resolve("plain.jsonl");
        try (VirtualTime time = new VirtualTime()) {
            SelfHealing healing = time.drive(SelfHealing.builder())
                    .withoutDiscovery()
                    .mode(Mode.OBSERVE)
                    .journal(plain)
                    .build();
            time.turn(healing, Duration.ofSeconds(3));
            healing.close();
        }
        int exit = run("replay", "-j", plain.toString(), "-p", file("p.yaml", POLICY));

        assertThat(err.toString())
                .contains("holds no metrics to replay: keep it with SelfHealing.builder().recordMetrics()");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void aPolicyWithKnowledgeIsReplayedByDiagnosis() throws IOException {
        String knowing = file("knowing.yaml", POLICY.replace("    run: [clear-cache, shed-load]\n", "") + """
                        knowledge:
                          causes:
                            cache bloat:
                              cures: {clear-cache: 95 %}
                        """);

        int refused = run("replay", "-j", journal.toString(), "-p", knowing);
        assertThat(refused).isEqualTo(2);
        assertThat(err.toString())
                .contains("found \"knowledge\" for an engine that infers nothing")
                .contains("replay it with --diagnose");

        int exit = run("replay", "-j", journal.toString(), "-p", knowing, "--diagnose");
        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("memory-high of orders +! run clear-cache +run clear-cache")
                .contains("likeliest is cache bloat");
    }

    @Test
    void aGoodPolicyIsFineAndABadOneIsToldLineByLine() throws IOException {
        assertThat(run("check", file("good.yaml", POLICY))).isZero();
        assertThat(out.toString().strip()).isEqualTo("good.yaml is fine");

        assertThat(run("check", file("bad.yaml", "service: orders\nrulez: []\nevery: soon\n")))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("bad.yaml:"));
    }

    @Test
    void aPolicyThatIsNotThereOrThatNoServiceWouldReadIsNotCalledFine() throws IOException {
        assertThat(run("check", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(run("check", file("policy.txt", POLICY))).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("selfheal: there is no policy " + folder.resolve("none.yaml"))
                .contains("policy.txt is no policy by its name, and a service would not read it: name it .yaml");
    }

    @Test
    void fiveMistakesAreFiveLinesEachWithItsPlace() throws IOException {
        String wrong = file("five.yaml", """
                service: orders
                mode: enforced
                rulez: []
                rules:
                  - when: memory.used.ratio
                    above: 90 %
                    clearingBelow: 95 %
                    lasting: 30
                    run: clear-cache
                guards:
                  budget: ten in 1h
                """);

        assertThat(run("check", wrong)).isEqualTo(1);
        assertThat(err.toString().lines().map(line -> line.replaceFirst("(:\\d+:\\d+): .*", "$1")))
                .containsExactly(
                        "five.yaml:2:7", "five.yaml:3:1", "five.yaml:7:20", "five.yaml:8:14", "five.yaml:11:11");
    }

    @Test
    void anIncidentIsToldAsAPersonWould() {
        assertThat(run("explain", incident, "--journal", journal.toString())).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")))
                .contains(
                        "Incident " + incident + ": memory-high of orders",
                        "  TIME  Seen on orders: memory.used.ratio is 91 % (above 90 % for 5 s, clears below 80 %).",
                        "  TIME  Decided to run clear-cache: Memory usage is critically high.",
                        "  TIME  clear-cache was started on orders.",
                        "  TIME  clear-cache was judged HEALED: the symptom is gone.",
                        "            - memory.used.ratio from 91 % to 34 %");
        assertThat(out.toString()).contains("saying: evicted 40,120 entries.").contains("Closed after ");
    }

    @Test
    void inMarkdownNothingOfItIsMarkup() throws IOException {
        assertThat(run("explain", incident, "-j", journal.toString(), "--format", "markdown"))
                .isZero();

        assertThat(out.toString())
                .startsWith("# Incident " + incident.replace("_", "\\_") + ": memory-high of orders")
                .contains("- **")
                .contains("## ");
    }

    @Test
    void incidentsAreListed() {
        assertThat(run("incidents", "-j", journal.toString())).isZero();
        assertThat(out.toString()).contains(incident).contains("HEALED").contains("orders: memory.used.ratio is 91 %");
    }

    @Test
    void anOpenIncidentWhoseBeginningWasRotatedAwayIsListedAndToldAllTheSame() throws IOException {
        Path rotated = folder.resolve("rotated.jsonl");
        String id;
        try (LongTrouble trouble = new LongTrouble(rotated)) {
            id = trouble.id();
            trouble.lastsUntilTheJournalRemembersItByARepetitionOnly();

            assertThat(run("incidents", "-j", rotated.toString())).isZero();
            assertThat(out.toString())
                    .contains(id)
                    .contains("2026-01-01 00:00:11  open")
                    .contains("orders: memory.used.ratio is 91 %");

            out.getBuffer().setLength(0);
            assertThat(run("explain", id, "-j", rotated.toString())).isZero();
            assertThat(out.toString())
                    .contains("Incident " + id + ": memory-high of orders")
                    .contains(
                            "Open since 2026-01-01 00:00:11 (UTC), after 1 attempt, and a person was told, on orders: "
                                    + "memory.used.ratio is 91 %")
                    .containsOnlyOnce("Open since")
                    .contains("- shed-load was started at 2026-01-01 00:00:11 (UTC) and judged ")
                    .contains("It is still open at the end of the journal.");

            assertThat(run("explain", "nonsense", "-j", rotated.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("the latest are " + id);

            trouble.endsLongAfterTheRepetition();
            out.getBuffer().setLength(0);
            assertThat(run("incidents", "-j", rotated.toString())).isZero();
            assertThat(out.toString()).contains(id).contains("2026-01-01 00:00:11  CLEARED_AFTER_ESCALATION");
        }
    }

    @Test
    void anUnknownIncidentIsAnsweredWithTheLatestOnes() {
        assertThat(run("explain", "nonsense\u001b[31m", "-j", journal.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("no incident \"nonsense?[31m\" in selfheal.jsonl; the latest are " + incident);
    }

    @Test
    void theJournalIsNeverTouchedAlsoIfItsEndIsTorn() throws IOException {
        Files.writeString(journal, "{\"v\":1,\"sequence\":99", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(journal);
        List<Path> files = listing();
        assertThat(run("incidents", "-j", journal.toString())).isZero();

        assertThat(Files.readAllBytes(journal)).isEqualTo(before);
        assertThat(listing()).isEqualTo(files);
    }

    @Test
    void whatIsNoJournalIsSaidPlainly() throws IOException {
        for (List<String> wrong : List.of(
                List.of(folder.resolve("none.jsonl").toString(), "there is no journal"),
                List.of(folder.toString(), "is a folder: name the file in it"),
                List.of(file("other.bin", "\u0001\u0002 not a journal\n"), "cannot be read"))) {
            err.getBuffer().setLength(0);
            assertThat(run("incidents", "-j", wrong.get(0))).isEqualTo(2);
            assertThat(err.toString()).contains(wrong.get(1)).doesNotContain("\tat ");
        }
    }

    @Test
    void aFileThatIsNotThereOrMayNotBeReadIsToldWithWhatToDo() throws IOException {
        Path none = folder.resolve("none.yaml");
        assertThat(run("replay", "-j", journal.toString(), "-p", file("p.yaml", POLICY), "-e", none.toString()))
                .isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("selfheal: there is no file " + none + ": make it, or correct the path");

        assertThat(Unread.because(new AccessDeniedException("a.jsonl"), Path.of("a.jsonl")))
                .hasMessage("a.jsonl may not be read: run this as the user that the service runs as");
        assertThat(Unread.because(new FileSystemException("a", null, "Too many open files"), Path.of("a")))
                .hasMessage("a cannot be read: Too many open files");
        assertThat(Unread.because(new NotDirectoryException("a"), Path.of("a")))
                .hasMessage("a cannot be read: java.nio.file.NotDirectoryException: a");
        assertThat(Unread.because(new MalformedInputException(1), Path.of("a")))
                .hasMessage("a cannot be read: it is not text in UTF-8");
    }

    @Test
    void withoutACommandOrAnOptionItSaysWhichThereAre() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Which command? replay, check, explain or incidents");
        assertThat(run("replay")).isEqualTo(2);
        assertThat(err.toString()).contains("--journal").contains("--policy");
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes: 0 all is well");
    }

    private List<Path> listing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
