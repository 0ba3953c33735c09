package io.selfheal.jvm;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a host declares the files that it holds open and that {@link CloseIdleFiles} may close.
 *
 * <pre>{@code
 * OpenFiles files = new OpenFiles();
 * AutoCloseable declared = files.add(segment);   // closed with the file
 * SelfHealing.builder().action(new CloseIdleFiles(files, Duration.ofMinutes(5), Path.of("/var/lib/orders")))
 * }</pre>
 *
 * <p>Safe to use from any thread; to declare a file and to take that back is a put into a concurrent map. It holds what is declared,
 * so a file that is never taken back stays in memory: declare it in the same place where it is opened and closed.
 */
public final class OpenFiles {
    private final Set<Declared> files = ConcurrentHashMap.newKeySet();

    /** None is declared yet. */
    public OpenFiles() {}

    /**
     * Declares an open file.
     *
     * @param file the file
     * @return takes the declaration back when it is closed; does not throw
     */
    public AutoCloseable add(OpenFile file) {
        Declared declared = new Declared(file);
        files.add(declared);
        return () -> files.remove(declared);
    }

    /** How many are declared now. */
    public int count() {
        return files.size();
    }

    /** All that are declared now. */
    List<OpenFile> all() {
        return files.stream().map(declared -> declared.file).toList();
    }

    /** One declaration, whatever the file takes for equal. */
    private static final class Declared {
        private final OpenFile file;

        Declared(OpenFile file) {
            this.file = file;
        }
    }
}
