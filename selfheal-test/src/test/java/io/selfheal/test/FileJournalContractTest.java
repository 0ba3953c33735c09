package io.selfheal.test;

import io.selfheal.Journal;
import io.selfheal.journal.FileJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The journal in a file keeps what every journal has to keep. */
class FileJournalContractTest implements JournalContract {
    private static final String NAME = "selfheal.jsonl";

    @TempDir
    Path folder;

    private int deaths;

    @Override
    public Journal journal() {
        return FileJournal.at(folder.resolve(NAME));
    }

    @Override
    public Optional<Journal> afterADeath() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("death-" + ++deaths)).resolve(NAME);
        Files.copy(folder.resolve(NAME), copy);
        return Optional.of(FileJournal.at(copy).unforced());
    }
}
