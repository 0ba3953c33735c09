package io.selfheal.jvm;

import io.selfheal.Unit;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Temporary storage for one file that the JDK writes without a bound: used only where that can do no harm, and cleared of
 * what processes left there that ended meanwhile.
 */
final class Scratch {
    static final Path FILE = Path.of("threads.json");

    private static final String PREFIX = "selfheal-threads";
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");
    private static final long LEAST = 1L << 30;
    private static final Duration OLD = Duration.ofHours(1);

    private final Path storage;
    private final Leftovers leftovers;
    private final Stores stores;
    private final InstantSource clock;

    Scratch(Path storage, Stores stores, InstantSource clock) {
        this.storage = storage;
        this.leftovers = new Leftovers(storage, PREFIX, FILE);
        this.stores = stores;
        this.clock = clock;
    }

    static Scratch ofThisJvm() {
        return new Scratch(Path.of(System.getProperty("java.io.tmpdir", ".")), Room::of, InstantSource.system());
    }

    /** Where a folder lies. */
    interface Stores {
        Room of(Path folder) throws IOException;
    }

    /**
     * What there is to write into.
     *
     * @param type of file system
     * @param bytes how many may still be written
     */
    record Room(String type, long bytes) {
        static Room of(Path folder) throws IOException {
            FileStore store = Files.getFileStore(folder);
            return new Room(store.type(), store.getUsableSpace());
        }
    }

    /**
     * A new folder of the owner's only, for {@link #FILE} and nothing else.
     *
     * @throws IOException if there should be none, with the reason
     */
    Path folder() throws IOException {
        leftovers.sweep(clock.instant().minus(OLD));
        Room room = stores.of(storage);
        if (MEMORY.contains(room.type())) {
            throw new IOException("not taken: the JDK writes as much as it likes into " + storage
                    + ", which is memory (" + room.type() + "); start the JVM with -Djava.io.tmpdir=… on a disk");
        }
        if (room.bytes() < LEAST) {
            throw new IOException("not taken: the JDK writes as much as it likes into " + storage + ", where "
                    + Unit.BYTES.format((double) room.bytes()) + " are free; it takes "
                    + Unit.BYTES.format((double) LEAST));
        }
        return Files.createTempDirectory(storage, PREFIX).toAbsolutePath();
    }
}
