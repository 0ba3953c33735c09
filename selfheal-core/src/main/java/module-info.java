/** Lets a JVM service notice its own faults and heal them. */
module io.selfheal {
    requires com.fasterxml.jackson.databind;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires java.net.http;
    requires jdk.httpserver;
    requires static org.jspecify;
    requires org.slf4j;

    exports io.selfheal;
}
