package io.selfheal.journal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A journal's files: {@code selfheal.jsonl} is written, {@code selfheal.1.jsonl} is the one before it, and so on up to
 * the oldest. Whatever step of a rotation a crash comes after, no file is lost that the rotation would have kept.
 */
final class Generations {
    /** More files than anybody wants; keeps a dated name such as {@code selfheal.2026.jsonl} from being taken for ours. */
    static final int MOST = 1_000;

    private final Disk disk;
    private final Path file;
    private final int files;
    private final String stem;
    private final String ending;

    Generations(Disk disk, Path file, int files) {
        this.disk = disk;
        this.file = file;
        this.files = files;
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        this.stem = dot > 0 ? name.substring(0, dot) : name;
        this.ending = dot > 0 ? name.substring(dot) : "";
    }

    /** The files that are no longer written, the oldest first. */
    List<Path> old() throws IOException {
        return numbers().stream().map(this::old).toList();
    }

    /** Deletes what a journal of more files has left. */
    void trim() throws IOException {
        for (int number : numbers()) {
            if (number >= files) {
                disk.delete(old(number));
            }
        }
    }

    /**
     * Makes room for a new file; the new one is opened first, so that nothing changes where that fails.
     *
     * @return the new file, empty
     */
    Disk.Handle rotate() throws IOException {
        Path next = sibling(".new");
        Disk.Handle fresh = disk.open(next);
        boolean done = false;
        try {
            fresh.truncate(0);
            shift();
            disk.move(file, old(1));
            settle(next);
            done = true;
        } finally {
            if (!done) {
                fresh.close();
            }
        }
        disk.force(folder());
        return fresh;
    }

    Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Another file of this journal, such as {@code selfheal.jsonl.lock}. */
    Path sibling(String suffix) {
        return folder().resolve(file.getFileName() + suffix);
    }

    private Path old(int number) {
        return folder().resolve(stem + "." + number + ending);
    }

    /** From the highest, which is the oldest, to the lowest. */
    private List<Integer> numbers() throws IOException {
        Pattern ours = Pattern.compile(Pattern.quote(stem) + "\\.([1-9]\\d{0,2})" + Pattern.quote(ending));
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder())) {
            for (Path path : names) {
                Matcher name = ours.matcher(String.valueOf(path.getFileName()));
                if (name.matches()) {
                    numbers.add(Integer.parseInt(name.group(1)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        numbers.sort(Comparator.reverseOrder());
        return numbers;
    }

    private void settle(Path next) throws IOException {
        try {
            disk.move(next, file);
        } catch (IOException e) {
            disk.move(old(1), file);
            throw e;
        }
    }

    /** Frees number 1. A gap, as a crash leaves it, is filled before the oldest is given up. */
    private void shift() throws IOException {
        int free = 1;
        while (free < files && Files.exists(old(free), LinkOption.NOFOLLOW_LINKS)) {
            free++;
        }
        if (free == files) {
            free = files - 1;
            disk.delete(old(free));
        }
        for (int to = free; to > 1; to--) {
            disk.move(old(to - 1), old(to));
        }
    }
}
