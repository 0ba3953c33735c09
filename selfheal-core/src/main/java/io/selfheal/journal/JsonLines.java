package io.selfheal.journal;

import io.selfheal.Journal;
import java.nio.file.Path;

/** Makes journals of JSON Lines; found by {@link java.util.ServiceLoader}. */
public final class JsonLines implements Journal.Format {
    /** For {@link java.util.ServiceLoader}. */
    public JsonLines() {}

    @Override
    public FileJournal at(Path file) {
        return FileJournal.at(file);
    }
}
