package io.selfheal.cli;

import io.selfheal.InvalidPolicyException;
import io.selfheal.Replay;
import io.selfheal.Replayed;
import io.selfheal.SelfHealing;
import io.selfheal.config.PolicyFile;
import io.selfheal.diagnose.Diagnosis;
import io.selfheal.diagnose.Knowledge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code selfheal replay}. */
@Command(
        name = "replay",
        description = "Runs the recorded past through a policy: what would it have done?",
        mixinStandardHelpOptions = true,
        footer = {"", "The journal must have been kept with recordMetrics()."})
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private JournalFile journal;

    @Option(
            names = {"-p", "--policy"},
            required = true,
            paramLabel = "FILE",
            description = "The policy: .yaml, .yml or .json.")
    private Path policy;

    @Option(
            names = {"-e", "--expect"},
            paramLabel = "FILE",
            description = "What is expected of the policy; ends with 1 if it is not met.")
    private Optional<Path> expect;

    @Option(
            names = {"-d", "--differences"},
            description = "Shows only where the policy decides otherwise.")
    private boolean differences;

    @Option(
            names = "--diagnose",
            description = "Decides by diagnosis, as SelfHealing.builder().engine(Diagnosis.of(Knowledge.jvm())) does;"
                    + " \"knowledge\" in the policy adds to what it knows.")
    private boolean diagnose;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // filled by picocli
    ReplayCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<Expectation> expected = expect.map(Expectations::in).orElse(List.of());
        Names names = new Names();
        Replayed replayed = replayed(names, err);
        if (replayed.turned() == 0) {
            throw new Trouble(journal.name() + " holds no metrics to replay: keep it with"
                    + " SelfHealing.builder().recordMetrics(), or \"recordMetrics: true\" in the policy");
        }
        expect.ifPresent(file -> known(expected, names, file));
        boolean colour = Ansi.AUTO.enabled();
        new SideBySide(out, colour, differences).print(journal.name(), String.valueOf(policy.getFileName()), replayed);
        List<String> unmet = expected.stream()
                .flatMap(expectation -> expectation.unmet(replayed).stream())
                .toList();
        unmet.forEach(each -> err.println("not as expected: " + each));
        if (!expected.isEmpty() && unmet.isEmpty()) {
            out.println("All " + expected.size() + " expectations are met.");
        }
        return unmet.isEmpty() ? 0 : 1;
    }

    /** What is expected of a name that nothing knows says nothing about the policy. */
    private static void known(List<Expectation> expected, Names names, Path file) {
        List<String> unknown = expected.stream()
                .flatMap(each -> each.unknown(names))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new Trouble(file.getFileName() + " names what neither the record nor the policy knows:\n  - "
                    + String.join("\n  - ", unknown));
        }
    }

    private Replayed replayed(Names names, PrintWriter err) {
        SelfHealing.Builder builder = SelfHealing.builder().withoutDiscovery();
        if (diagnose) {
            builder.engine(Diagnosis.of(Knowledge.jvm()));
        }
        Replay replay = Replay.of(builder.policy(PolicyFile.at(policy)));
        try {
            journal.read(
                    event -> {
                        names.recorded(event);
                        replay.next(event);
                    },
                    err);
            Replayed replayed = replay.finish();
            names.replayed(replayed, replay.problems());
            return replayed;
        } catch (InvalidPolicyException invalid) {
            boolean knows = invalid.problems().stream().anyMatch(problem -> problem.contains("\"knowledge\""));
            throw new Trouble("the policy cannot be used:\n  - " + String.join("\n  - ", invalid.problems())
                    + (knows && !diagnose ? "\nreplay it with --diagnose" : ""));
        }
    }
}
