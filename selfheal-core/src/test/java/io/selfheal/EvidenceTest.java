package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person will need is collected before the first action changes it, in bounded time and space. */
class EvidenceTest {
    @TempDir
    Path folder;

    private final List<String> acted = new ArrayList<>();

    private static Evidence collector(String name, Body body) {
        return new Evidence() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void collect(Incident incident, Snapshot snapshot, OutputStream to) throws Exception {
                body.write(to);
            }
        };
    }

    private interface Body {
        void write(OutputStream to) throws Exception;
    }

    private static List<Exhibit> exhibits(Ward ward) {
        return ward.bench.events(HealingEvent.EvidenceCollected.class).stream()
                .map(HealingEvent.EvidenceCollected::exhibit)
                .toList();
    }

    @Test
    void theLastQuarterOfAnHourOfEachMetricOfTheComponentIsKept() throws IOException {
        Ward ward = Ward.of(List.of("db", "network"), b -> b.evidence(folder))
                .seconds(120)
                .sick("db")
                .seconds(1);

        Exhibit exhibit = ward.incident("db").evidence().get(0);
        assertThat(exhibit.name()).isEqualTo("metrics");
        List<String> lines = Files.readAllLines(Path.of(exhibit.file()));
        assertThat(lines.get(0)).isEqualTo("seconds before,db.load.ratio");
        assertThat(lines).hasSize(14);
        assertThat(lines.get(1)).isEqualTo("120,0.3");
        assertThat(lines.get(lines.size() - 1)).startsWith("0,0.");
        assertThat(exhibit.bytes()).isEqualTo(Files.size(Path.of(exhibit.file())));
        assertThat(ward.ran).containsExactly("db");
    }

    @Test
    void itIsCollectedBeforeTheFirstAction() {
        List<String> order = new ArrayList<>();
        Ward ward = Ward.of(
                List.of(),
                b -> b.evidence(folder)
                        .evidence(collector("threads", to -> order.add("evidence")))
                        .rule(OverRule.of("load.ratio", 0.9, 0.8, "mend"))
                        .action(RecoveryAction.of("mend", Risk.SAFE, () -> order.add("action"))));
        ward.bench.probe.gauge("load.ratio", 0.95);
        ward.seconds(3);

        assertThat(order).containsExactly("evidence", "action");
    }

    @Test
    void aProblemThatComesAndGoesIsNotLookedIntoEachTime() {
        List<String> looks = new ArrayList<>();
        Ward ward = Ward.of(
                List.of("db"),
                b -> b.mode(Mode.OBSERVE)
                        .recurrence(1_000)
                        .evidence(folder)
                        .evidence(collector("threads", to -> looks.add("look"))));
        for (int time = 0; time < 20; time++) {
            ward.sick("db").seconds(2).well("db").seconds(2);
        }
        assertThat(looks).hasSize(6);
        assertThat(exhibits(ward))
                .filteredOn(exhibit -> exhibit.name().equals("threads"))
                .hasSize(20)
                .last()
                .extracting(Exhibit::shown)
                .isEqualTo("threads, not whole: EvidenceLimited: collected for 6 incidents within 10 min already");
        assertThat(exhibits(ward))
                .filteredOn(exhibit -> exhibit.name().equals("metrics"))
                .hasSize(20)
                .allMatch(exhibit -> exhibit.bytes() > 0);

        ward.seconds(600).sick("db").seconds(2);
        assertThat(looks).hasSize(7);
    }

    @Test
    void aCollectorThatThrowsHoldsNothingUpAndLeavesNoHalfOfIt() throws IOException {
        Ward ward = Ward.of(
                        List.of("db"),
                        b -> b.evidence(folder).evidence(collector("broken", to -> {
                            to.write(1);
                            throw new StackOverflowError("deep");
                        })))
                .sick("db")
                .seconds(1);

        assertThat(ward.ran).containsExactly("db");
        assertThat(ward.incident("db").evidence())
                .extracting(Exhibit::shown)
                .anyMatch(shown -> shown.equals("broken, not whole: StackOverflowError: deep"));
        try (var files = Files.list(folder.resolve(ward.incident("db").id()))) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("metrics.csv");
        }
    }

    @Test
    void aCollectorThatHangsHoldsUpWhatMendsInPlaceForHalfASecondAtMost() {
        Ward ward = hanging(Risk.MODERATE);
        assertThat(ward.decision("orders")).isEqualTo("Evidence");
        assertThat(ward.reason("orders")).isEqualTo("what a person will need is collected first, for 500 ms at most");

        ward.seconds(1);
        assertThat(acted).containsExactly("mend");
        ward.seconds(2);
        assertThat(ward.incident("orders").evidence())
                .extracting(Exhibit::shown)
                .containsExactly("metrics, not whole: EvidenceTimedOut: not collected within 2 s");
    }

    @Test
    void aCollectorThatHangsHoldsUpWhatEndsTheProcessForTwoSecondsAtMost() {
        Ward ward = hanging(Risk.HIGH);
        assertThat(ward.reason("orders")).isEqualTo("what a person will need is collected first, for 2 s at most");

        ward.seconds(1);
        assertThat(acted).isEmpty();
        ward.seconds(2);
        assertThat(acted).containsExactly("mend");
    }

    /** The incident has just opened, and what is to be collected of it never will be. */
    private Ward hanging(Risk risk) {
        Ward ward = Ward.of(
                List.of(),
                b -> b.evidence(folder)
                        .riskCeiling(Risk.HIGH)
                        .rule(OverRule.of("load.ratio", 0.9, 0.8, "mend"))
                        .action(RecoveryAction.of("mend", risk, () -> acted.add("mend"))));
        ward.bench.probe.gauge("load.ratio", 0.95);
        ward.bench.holding = true;
        ward.bench.time.pass(Duration.ofSeconds(1));
        ward.bench.healing.loop().runOnce();
        ward.bench.release(); // the samples
        ward.bench.healing.loop().runOnce();
        ward.bench.held.clear(); // the collector never runs
        ward.bench.holding = false;
        return ward;
    }

    @Test
    void whatIsTooLargeIsCutOffAndSaid() {
        byte[] block = new byte[1 << 20];
        Ward ward = Ward.of(
                        List.of("db"),
                        b -> b.evidence(folder).evidence(collector("endless", to -> {
                            for (int i = 0; i < 100; i++) {
                                to.write(block);
                            }
                        })))
                .sick("db")
                .seconds(1);

        Exhibit endless = ward.incident("db").evidence().get(1);
        assertThat(endless.bytes()).isEqualTo(4L << 20);
        assertThat(endless.shown()).endsWith("(4 MiB), not whole: EvidenceTooLarge: cut off at 4 MiB");
    }

    @Test
    void theOldestGoesFirstAndThatOfOpenIncidentsNever() throws Exception {
        EvidenceFolder kept = new EvidenceFolder(folder, 12L << 20);
        byte[] much = new byte[3 << 20];
        for (String incident : List.of(id(1), id(2), id(3), id(4), id(5))) {
            kept.keep(incident, "dump", "txt", Set.of(id(1)), to -> to.write(much));
        }

        try (var homes = Files.list(folder)) {
            assertThat(homes)
                    .extracting(home -> home.getFileName().toString())
                    .contains(id(1), id(5))
                    .doesNotContain(id(2));
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.mapToLong(file ->
                                    file.toFile().isFile() ? file.toFile().length() : 0)
                            .sum())
                    .isLessThanOrEqualTo(12L << 20);
        }
    }

    @Test
    void whatIsNotOfAnIncidentIsNeitherCountedNorDeletedHoweverMuchItIs() throws Exception {
        Path photos = Files.createDirectories(folder.resolve("2025-photos"));
        Path photo = Files.write(photos.resolve("beach.raw"), new byte[13 << 20]);
        EvidenceFolder kept = new EvidenceFolder(folder, 12L << 20);
        for (int incident = 1; incident <= 5; incident++) {
            kept.keep(id(incident), "dump", "txt", Set.of(), to -> to.write(new byte[3 << 20]));
        }

        assertThat(photo).hasSize(13 << 20);
        assertThat(folder.resolve(id(5))).exists();
    }

    @Test
    void whatSeveralWriteAtOnceFitsTogether() throws Exception {
        EvidenceFolder kept = new EvidenceFolder(folder, 12L << 20);
        List<String> refused = new ArrayList<>();
        kept.keep(id(1), "outer", "txt", Set.of(id(1)), outer -> {
            kept.keep(id(1), "middle", "txt", Set.of(id(1)), middle -> {
                kept.keep(id(1), "inner", "txt", Set.of(id(1)), inner -> {
                    try {
                        kept.keep(id(1), "one too many", "txt", Set.of(id(1)), to -> {});
                    } catch (IOException full) {
                        refused.add(full.getMessage());
                    }
                });
            });
        });

        assertThat(refused)
                .singleElement()
                .asString()
                .startsWith("the evidence of open incidents takes 12 MiB of 12 MiB");
        kept.keep(id(1), "later", "txt", Set.of(id(1)), to -> {});
    }

    private static String id(int number) {
        return "20260101-00000" + number + "-" + number;
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws Exception {
        EvidenceFolder kept = new EvidenceFolder(folder.resolve("evidence"), 64L << 20);
        Exhibit exhibit = kept.keep(
                "../../etc", "../passwd\n", "..", Set.of(), to -> to.write("x".getBytes(StandardCharsets.UTF_8)));

        assertThat(Path.of(exhibit.file()).normalize()).startsWith(folder.resolve("evidence"));
        try (var outside = Files.list(folder)) {
            assertThat(outside).hasSize(1);
        }
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        Exhibit exhibit =
                new EvidenceFolder(folder.resolve("evidence"), 64L << 20).keep("1", "dump", "txt", Set.of(), to -> {});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(exhibit.file()))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderThatCannotBeMadeHoldsNothingUp() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Ward ward = Ward.of(List.of("db"), b -> b.evidence(file.resolve("below")))
                .sick("db")
                .seconds(1);

        assertThat(ward.ran).containsExactly("db");
        assertThat(ward.bench.healing.view().failing()).containsKey("evidence metrics");
    }
}
