package io.selfheal.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policy that says everything: the example of the documentation. */
final class Complete {
    private static final String TEXT = read();

    private Complete() {}

    static String text() {
        return TEXT;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../docs/policy-example.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
