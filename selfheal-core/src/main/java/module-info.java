/** Lets a JVM service notice its own faults and heal them. */
@SuppressWarnings("module") // the modules that a package is exported to are built later
module io.selfheal {
    requires com.fasterxml.jackson.databind;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires java.management;
    requires jdk.management;
    requires transitive jdk.httpserver;
    requires static org.jspecify;
    requires org.slf4j;

    exports io.selfheal;
    exports io.selfheal.detect;
    exports io.selfheal.diagnose;
    exports io.selfheal.downstream;
    exports io.selfheal.http;
    exports io.selfheal.journal;
    exports io.selfheal.linux to
            io.selfheal.jvm,
            io.selfheal.oshi;
    exports io.selfheal.probe;
    exports io.selfheal.rule;

    uses io.selfheal.HealingPlugin;
    uses io.selfheal.Journal.Format;
    uses io.selfheal.Norm.Source;
    uses io.selfheal.Outlook.Source;
    uses io.selfheal.Policy.Format;

    provides io.selfheal.Journal.Format with
            io.selfheal.journal.JsonLines;
    provides io.selfheal.Norm.Source with
            io.selfheal.detect.LearntNorms;
    provides io.selfheal.Outlook.Source with
            io.selfheal.detect.LearntOutlooks;
}
