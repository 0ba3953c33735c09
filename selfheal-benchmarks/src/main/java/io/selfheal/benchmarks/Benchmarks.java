package io.selfheal.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Entry point of {@code benchmarks.jar}: the first argument names a command; without one all arguments are JMH's. */
public final class Benchmarks {
    private static final Map<String, Command> COMMANDS = Map.of(
            "detect", DetectCommand::run,
            "forecast", ForecastCommand::run,
            "idle", IdleCommand::run,
            "rootcause", RootCauseCommand::run);

    private Benchmarks() {}

    public static void main(String[] args) throws IOException {
        Command command = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (command == null) {
            org.openjdk.jmh.Main.main(args);
        } else {
            run(command, Arrays.asList(args).subList(1, args.length));
        }
    }

    private static void run(Command command, List<String> arguments) throws IOException {
        try {
            command.run(arguments, System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
