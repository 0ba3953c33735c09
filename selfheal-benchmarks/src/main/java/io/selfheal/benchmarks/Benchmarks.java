package io.selfheal.benchmarks;

import java.io.IOException;

/** Entry point of {@code benchmarks.jar}; takes the arguments of JMH. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws IOException {
        org.openjdk.jmh.Main.main(args);
    }
}
