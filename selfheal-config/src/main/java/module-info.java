/** Policies for selfheal that live in files. */
module io.selfheal.config {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires transitive io.selfheal;
    requires static org.jspecify;
    requires org.yaml.snakeyaml;

    exports io.selfheal.config;

    provides io.selfheal.Policy.Format with
            io.selfheal.config.PolicyFiles;
}
