package io.selfheal.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Folders below which something may be done, and nowhere else.
 *
 * @param folders absolute, without {@code ..}, no root
 */
record Fence(List<Path> folders) {
    /**
     * Around declared folders.
     *
     * @throws IllegalArgumentException for a root, or no folder at all
     */
    static Fence around(String what, Path... folders) {
        List<Path> fixed = List.of(folders).stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        if (fixed.isEmpty() || fixed.stream().anyMatch(folder -> folder.getNameCount() == 0)) {
            throw new IllegalArgumentException(what + " below " + fixed + ": name folders, and none that is a root");
        }
        return new Fence(fixed);
    }

    /**
     * Whether a path leads below one of them, by no link and no {@code ..}. What is there no longer has no links. Needs no
     * descriptor.
     */
    boolean holds(Path path) {
        Path absolute = path.toAbsolutePath();
        return absolute.equals(absolute.normalize()) && folders.stream().anyMatch(folder -> below(folder, absolute));
    }

    private static boolean below(Path folder, Path path) {
        if (!path.startsWith(folder) || path.equals(folder) || Files.isSymbolicLink(folder)) {
            return false;
        }
        Path on = folder;
        for (Path name : folder.relativize(path)) {
            on = on.resolve(name);
            if (Files.isSymbolicLink(on)) {
                return false;
            }
        }
        return true;
    }
}
