package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other tests run on the class path; a host may be a module. */
class ModulePathTest {
    private static final String OURS =
            ".*(selfheal-(core|config)|jackson-|snakeyaml|slf4j-api|resilience4j)((?!test-classes).)*";

    @Test
    void aPolicyIsFoundAndReadBetweenModules(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("selfheal.yaml"), "mode: observe");
        ModuleLayer layer = layer();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(layer.findLoader("io.selfheal"));
        try {
            Class<?> healing = layer.findLoader("io.selfheal").loadClass("io.selfheal.SelfHealing");
            assertThat(healing.getModule().isNamed()).isTrue();
            Object builder = healing.getMethod("builder").invoke(null);
            builder.getClass().getMethod("policy", Path.class).invoke(builder, file);
            try (AutoCloseable built =
                    (AutoCloseable) builder.getClass().getMethod("build").invoke(builder)) {
                Object view = healing.getMethod("view").invoke(built);
                assertThat(view.getClass().getMethod("mode").invoke(view)).hasToString("OBSERVE");
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static ModuleLayer layer() {
        Path[] entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(OURS))
                .map(Path::of)
                .toArray(Path[]::new);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration modules = boot.configuration()
                .resolveAndBind(ModuleFinder.of(entries), ModuleFinder.of(), Set.of("io.selfheal.config"));
        return boot.defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader());
    }
}
