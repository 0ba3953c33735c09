package io.selfheal.cli;

import io.selfheal.config.PolicyFile;
import io.selfheal.config.PolicyFiles;
import io.selfheal.config.PolicyProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code selfheal check}. */
@Command(
        name = "check",
        description = "Checks a policy, and tells every mistake in it.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "POLICY", description = "The policy's file: .yaml, .yml or .json.")
    private Path policy;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // filled by picocli
    CheckCommand() {}

    @Override
    public Integer call() {
        if (Files.notExists(policy)) { // where nobody may look, it may be there
            throw new Trouble("there is no policy " + policy + ": make it, or correct the path");
        }
        if (!new PolicyFiles().reads(policy)) {
            throw new Trouble(policy
                    + " is no policy by its name, and a service would not read it: name it .yaml, .yml or" + " .json");
        }
        List<PolicyProblem> problems = PolicyFile.check(policy);
        problems.forEach(problem -> spec.commandLine().getErr().println(problem));
        if (problems.isEmpty()) {
            spec.commandLine().getOut().println(policy.getFileName() + " is fine");
        }
        return problems.isEmpty() ? 0 : 1;
    }
}
