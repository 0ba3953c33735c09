package io.selfheal.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one folder that holds heap dumps. Each is named after its time and how much lived: that is all that has to be known of
 * it after a restart. What is named otherwise is neither counted nor touched, and no link is.
 *
 * @param path absolute, and no root
 */
record DumpFolder(Path path) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("heap-\\d{8}-\\d{6}-(\\d{1,18})(?:\\.part)?\\.hprof(?:\\.p\\d{1,4})?");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    /**
     * A dump that lies there.
     *
     * @param file where
     * @param live how much lived, 0 if it was never finished
     * @param bytes its size
     */
    record Dump(Path file, long live, long bytes) {}

    /**
     * Makes it if it is not there, and looks whether it is safe.
     *
     * @throws IOException if it is a link, or no folder, or others may write into it
     */
    void open() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path, ownerOnly());
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is no folder, or a link to one: name the folder itself");
        }
        if (posix() && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new IOException("others may write into " + path + ": take that away, with chmod 700 for instance");
        }
    }

    /** Those that lie there, the oldest first. */
    List<Dump> dumps() throws IOException {
        List<Dump> dumps = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file :
                    files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    dumps.add(new Dump(file, Long.parseLong(name.group(1)), Files.size(file)));
                }
            }
        }
        return dumps;
    }

    /** What can still be written there, in bytes. */
    long free() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /** Where one that is being written goes. */
    Path draft(Instant now) {
        return path.resolve("heap-" + STAMP.format(now) + "-0.part.hprof");
    }

    /** Takes away one that did not become whole, and the pieces that newer JVMs write it in. */
    void discard(Path draft) throws IOException {
        for (Dump dump : dumps()) {
            if (dump.file().toString().startsWith(draft.toString())) {
                Files.deleteIfExists(dump.file());
            }
        }
    }

    /** Names one that is whole, and keeps it from all but its owner. */
    Path keep(Path draft, Instant now, long live) throws IOException {
        if (posix()) {
            Files.setPosixFilePermissions(draft, OWNER);
        }
        return Files.move(draft, path.resolve("heap-" + STAMP.format(now) + "-" + live + ".hprof"));
    }

    private FileAttribute<?>[] ownerOnly() {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
