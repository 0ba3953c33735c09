package io.selfheal.config;

import io.selfheal.Policy;
import java.nio.file.Path;
import java.util.Locale;

/** Reads policies from {@code *.yaml}, {@code *.yml} and {@code *.json}; found by {@link java.util.ServiceLoader}. */
public final class PolicyFiles implements Policy.Format {
    /** For {@link java.util.ServiceLoader}. */
    public PolicyFiles() {}

    @Override
    public boolean reads(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    @Override
    public Policy at(Path file) {
        return PolicyFile.at(file);
    }
}
