/** Test kit for users of selfheal. */
module io.selfheal.test {
    requires transitive io.selfheal;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires java.management;
    requires static org.jspecify;

    exports io.selfheal.test;
}
