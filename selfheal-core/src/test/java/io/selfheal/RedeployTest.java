package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that is deployed again and again into one process leaves nothing of selfheal behind. */
@Timeout(300)
class RedeployTest {
    private static final int TIMES = Integer.getInteger("redeployments", 20);

    @TempDir
    Path folder;

    @Test
    void nothingKeepsTheClassLoaderOfAClosedHealer() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new java.util.ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            loaders.add(deployed(folder.resolve(i + ".jsonl")));
        }
        Wait.until("every class loader is gone", () -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
        assertThat(Wait.threads()).isEmpty();
    }

    private static WeakReference<ClassLoader> deployed(Path journal) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            ((Runnable) loader.loadClass(Deployed.class.getName())
                            .getDeclaredConstructor(String.class)
                            .newInstance(journal.toString()))
                    .run();
            return new WeakReference<>(loader);
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new AssertionError(e);
                    }
                })
                .toArray(URL[]::new);
    }
}
