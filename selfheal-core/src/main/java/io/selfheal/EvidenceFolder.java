package io.selfheal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of evidence: one folder an incident, bounded in all. The oldest go first, those of open incidents never, and
 * whatever else lies there is neither counted nor touched. Readable by the owner only. Safe to use from several threads.
 */
final class EvidenceFolder {
    /** What one exhibit may take. */
    static final long MOST_EACH = 4L << 20;

    /** The id of an incident, see {@link Admission}: what is named otherwise is not ours to delete. */
    private static final Pattern INCIDENT = Pattern.compile("\\d{8}-\\d{6}-\\d{1,18}");

    private final Path folder;
    private final long most;
    private long promised;

    EvidenceFolder(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /** Writes an exhibit. */
    interface Body {
        void write(OutputStream to) throws Exception;
    }

    /**
     * Keeps an exhibit.
     *
     * @param incident whose
     * @param name its name
     * @param ending its file's ending
     * @param open the incidents whose evidence must stay
     * @param body writes it
     * @return the exhibit
     */
    Exhibit keep(String incident, String name, String ending, Set<String> open, Body body) throws Exception {
        Path home = Files.createDirectories(folder.resolve(safe(incident)), ownerOnly(folder, "rwx------"));
        makeRoom(open);
        try {
            return write(home, name, ending, body);
        } finally {
            keepNoPromise();
        }
    }

    private static Exhibit write(Path home, String name, String ending, Body body) throws Exception {
        Path file = home.resolve(safe(name) + "." + safe(ending));
        Path draft = home.resolve(safe(name) + ".part");
        Files.deleteIfExists(draft);
        Files.createFile(draft, ownerOnly(draft, "rw-------"));
        boolean whole;
        try (Capped out = new Capped(
                new BufferedOutputStream(Files.newOutputStream(draft, StandardOpenOption.WRITE)), MOST_EACH)) {
            body.write(out);
            whole = out.whole();
        } catch (Throwable thrown) { // half of it would be taken for the whole
            Files.deleteIfExists(draft);
            throw thrown;
        }
        move(draft, file);
        return new Exhibit(
                name,
                file.toString(),
                Files.size(file),
                whole
                        ? Optional.empty()
                        : Optional.of(new Fault("EvidenceTooLarge", "cut off at " + Words.bytes(MOST_EACH), "")));
    }

    /** Room for one more exhibit, and for those that others are writing. */
    private synchronized void makeRoom(Set<String> open) throws IOException {
        List<Path> oldest = new ArrayList<>();
        try (Stream<Path> homes = Files.list(folder)) {
            homes.filter(home -> Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS))
                    .filter(home ->
                            INCIDENT.matcher(home.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(home -> home.getFileName().toString()))
                    .forEach(oldest::add);
        }
        long total = promised + oldest.stream().mapToLong(EvidenceFolder::size).sum();
        for (Path home : oldest) {
            if (total + MOST_EACH > most && !open.contains(home.getFileName().toString())) {
                total -= size(home);
                delete(home);
            }
        }
        if (total + MOST_EACH > most) {
            throw new IOException("the evidence of open incidents takes " + Words.bytes(total) + " of "
                    + Words.bytes(most) + " in " + folder);
        }
        promised += MOST_EACH;
    }

    private synchronized void keepNoPromise() {
        promised -= MOST_EACH;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static long size(Path home) {
        try (Stream<Path> files = Files.list(home)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(home);
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** A name that stays inside the folder, whatever it was. */
    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String visible = plain.startsWith(".") || plain.isEmpty() ? "_" + plain : plain;
        return visible.length() <= 100 ? visible : visible.substring(0, 100);
    }
}
