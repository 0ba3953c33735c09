/** Host metrics through OSHI. */
module io.selfheal.oshi {
    requires transitive io.selfheal;
    requires com.github.oshi;
    requires static org.jspecify;

    exports io.selfheal.oshi;
}
