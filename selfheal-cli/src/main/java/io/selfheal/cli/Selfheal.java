package io.selfheal.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code selfheal}. */
@Command(
        name = "selfheal",
        description = "Looks into what a healer did, and would do.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ReplayCommand.class, CheckCommand.class, ExplainCommand.class, IncidentsCommand.class},
        footer = {"", "Exit codes: 0 all is well, 1 it is not as expected, 2 it could not be found out."})
public final class Selfheal implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    @SuppressWarnings("NullAway.Init") // filled by picocli
    Selfheal() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(run(writer(System.out), writer(System.err), arguments));
    }

    /** In the terminal's own character set. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Selfheal());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((thrown, command, parsed) -> {
            if (thrown instanceof Trouble trouble) {
                command.getErr().println("selfheal: " + trouble.getMessage());
                return 2;
            }
            throw thrown;
        });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? replay, check, explain or incidents");
    }
}
