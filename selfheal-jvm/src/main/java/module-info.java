/** Watches the JVM from inside, collects evidence of what ails it, and mends it. */
module io.selfheal.jvm {
    requires transitive io.selfheal;
    requires java.management;
    requires jdk.management;
    requires static jdk.jfr; // a host that wants no flight recording needs none
    requires static org.jspecify;

    exports io.selfheal.jvm;

    provides io.selfheal.HealingPlugin with
            io.selfheal.jvm.JvmPlugin;
}
