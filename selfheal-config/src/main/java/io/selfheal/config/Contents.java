package io.selfheal.config;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** What is in a file, and whether that has changed. */
final class Contents {
    private static final String SHA = "sha ";

    private final Path file;
    /** What was read last. */
    private String read = "";
    /** What was there when last asked, if it is not what was read. */
    private @Nullable String pending;
    /** The outside of what was read; null until the same content was found behind it twice, as file times are coarse. */
    private @Nullable String settled;

    private @Nullable String outside;

    Contents(Path file) {
        this.file = file;
    }

    /** Reads the text, and takes it for what is known from now on. */
    String text() throws Unreadable {
        outside = null;
        settled = null;
        pending = null;
        byte[] bytes;
        try {
            bytes = Source.bytes(file);
        } catch (Unreadable unreadable) {
            read = unreadable.told();
            throw unreadable;
        }
        read = fingerprint(bytes);
        return Source.text(bytes);
    }

    boolean changed() {
        String now = attributes();
        if (now.equals(settled)) {
            return false;
        }
        String content = content();
        if (content.equals(read)) {
            // what may not be read now may be read later, and shows that by nothing
            settled = content.startsWith(SHA) && now.equals(outside) ? now : null;
            outside = now;
            pending = null;
            return false;
        }
        boolean stands = content.equals(pending);
        pending = content;
        return stands;
    }

    /** Time, size and identity of what the path leads to in the end: a link that is turned elsewhere shows in them. */
    private String attributes() {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return seen.lastModifiedTime() + " " + seen.size() + " " + seen.fileKey();
        } catch (IOException e) {
            return "none: " + e.getClass().getName();
        }
    }

    private String content() {
        try {
            return fingerprint(Source.bytes(file));
        } catch (Unreadable unreadable) {
            return unreadable.told();
        }
    }

    private static String fingerprint(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return SHA + new BigInteger(1, hash).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
