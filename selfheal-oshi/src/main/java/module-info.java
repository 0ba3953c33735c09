/** Host, container and process metrics through OSHI. */
module io.selfheal.oshi {
    requires transitive io.selfheal;
    requires com.github.oshi;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;

    exports io.selfheal.oshi;

    provides io.selfheal.HealingPlugin with
            io.selfheal.oshi.OshiPlugin;
}
