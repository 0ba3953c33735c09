package io.selfheal.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Why a file could not be read, and what to do about it: many a failure of the disk says no more than the path. */
final class Unread {
    private Unread() {}

    static Trouble because(IOException failure, Path file) {
        String name = failure instanceof FileSystemException told
                ? Objects.requireNonNullElse(told.getFile(), file.toString())
                : file.toString();
        if (failure instanceof NoSuchFileException) {
            return new Trouble("there is no file " + name + ": make it, or correct the path");
        }
        if (failure instanceof AccessDeniedException) {
            return new Trouble(name + " may not be read: run this as the user that the service runs as");
        }
        return new Trouble(
                name + " cannot be read: " + reason(failure).lines().findFirst().orElse(""));
    }

    private static String reason(IOException failure) {
        if (failure instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        String reason = failure instanceof FileSystemException told ? told.getReason() : failure.getMessage();
        return Objects.requireNonNullElse(reason, failure.toString());
    }
}
