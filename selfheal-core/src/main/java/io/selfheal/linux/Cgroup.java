package io.selfheal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control group whose limits of one kind hold for this process: {@code memory}, {@code cpu} or {@code cpuacct}. Found
 * as the JVM finds it, by {@code /proc/self/cgroup} and {@code /proc/self/mountinfo}: the first says where in a hierarchy
 * the process is, the second where the hierarchy is mounted and from which of its folders on. See cgroups(7), proc(5).
 *
 * @param version 1 or 2
 * @param levels the folder of the process's group, then those above it that can be seen; a limit on any of them holds
 */
public record Cgroup(int version, List<Path> levels) {
    /** Depth beyond which nothing is looked at; container runtimes nest a handful. */
    private static final int DEEPEST = 16;

    /**
     * Finds it; opens files, so it is called seldom.
     *
     * @param kernel where to look
     * @param controller what is limited
     * @return empty where there are no control groups, or none of this kind
     */
    public static Optional<Cgroup> of(Kernel kernel, String controller) throws IOException {
        Path memberships = kernel.path("/proc/self/cgroup");
        Path mounts = kernel.path("/proc/self/mountinfo");
        if (!Files.isReadable(memberships) || !Files.isReadable(mounts)) {
            return Optional.empty();
        }
        List<String> mounted = Files.readAllLines(mounts);
        List<String[]> groups = Files.readAllLines(memberships).stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3)
                .toList();
        // A controller is either in a hierarchy of its own (v1, hybrid) or in the one for all (v2).
        for (String[] group : groups) {
            if (listed(controller, group[1])) {
                return find(kernel, 1, group[2], mounted, controller);
            }
        }
        for (String[] group : groups) {
            if (group[0].equals("0") && group[1].isEmpty()) {
                return find(kernel, 2, group[2], mounted, controller);
            }
        }
        return Optional.empty();
    }

    private static Optional<Cgroup> find(
            Kernel kernel, int version, String group, List<String> mounted, String controller) {
        for (String line : mounted) {
            String[] halves = line.split(" - ", 2);
            String[] mount = halves[0].split(" ", -1);
            String[] system = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
            boolean right = mount.length >= 5
                    && (version == 2
                            ? system.length >= 1 && system[0].equals("cgroup2")
                            : system.length >= 3 && system[0].equals("cgroup") && listed(controller, system[2]));
            Path top = right ? kernel.path(mount[4]) : kernel.path("/");
            if (right && Files.isDirectory(top)) {
                return Optional.of(new Cgroup(version, levels(top, below(mount[3], group))));
            }
        }
        return Optional.empty();
    }

    /** The group's folder as seen from the mount; the mount itself if the group lies outside of what is mounted. */
    private static String below(String mountRoot, String group) {
        Path from = Path.of(mountRoot).normalize();
        Path to = Path.of(group).normalize();
        return to.startsWith(from) ? from.relativize(to).toString() : "";
    }

    private static List<Path> levels(Path top, String below) {
        List<Path> levels = new ArrayList<>();
        @Nullable Path level = top.resolve(below);
        while (level != null && level.startsWith(top) && levels.size() < DEEPEST) {
            if (Files.isDirectory(level)) {
                levels.add(level);
            }
            level = level.getParent();
        }
        return levels;
    }

    private static boolean listed(String word, String commaSeparated) {
        return Arrays.asList(commaSeparated.split(",", -1)).contains(word);
    }
}
