package io.selfheal.cli;

import io.selfheal.HealingEvent;
import io.selfheal.journal.FileJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The journal that a command reads; it is never changed, also if a running service writes it. */
final class JournalFile {
    @Option(
            names = {"-j", "--journal"},
            required = true,
            paramLabel = "FILE",
            description = "The journal: the file that is written; those before it are found beside it.")
    private Path file;

    @SuppressWarnings("NullAway.Init") // filled by picocli
    JournalFile() {}

    String name() {
        return String.valueOf(file.getFileName());
    }

    void read(Consumer<HealingEvent> past, PrintWriter err) {
        if (Files.isDirectory(file)) {
            throw new Trouble(file + " is a folder: name the file in it, such as " + file.resolve("selfheal.jsonl"));
        }
        if (Files.notExists(file)) { // where nobody may look, it may be there
            throw new Trouble("there is no journal " + file + ": name the file that builder.journal(…) was given");
        }
        try {
            FileJournal.Unread unread = FileJournal.read(file, past);
            if (unread.damaged() > 0) {
                err.println("selfheal: " + unread.damaged() + " damaged lines of " + name() + " were left out");
            }
            if (unread.unknown() > 0) {
                err.println("selfheal: " + unread.unknown() + " lines of " + name()
                        + " were left out, a newer version wrote them");
            }
        } catch (IOException e) {
            throw Unread.because(e, file);
        }
    }
}
