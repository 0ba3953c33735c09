/** The command line of selfheal: replays, checks and explains. */
module io.selfheal.cli {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires info.picocli;
    requires io.selfheal;
    requires io.selfheal.config;
    requires static org.jspecify;

    opens io.selfheal.cli to
            info.picocli;
}
