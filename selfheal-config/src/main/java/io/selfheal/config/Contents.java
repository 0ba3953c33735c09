package io.selfheal.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What is in a file, and whether that has changed. */
final class Contents {
    private final Path file;
    /** What was taken last. */
    private @Nullable Content taken;
    /** What was there when last asked, if it is not what was taken. */
    private @Nullable Content pending;
    /** What is pending, once it was there twice. */
    private @Nullable Content standing;
    /** The outside of what was taken; null until the same content was found behind it twice, as file times are coarse. */
    private @Nullable String settled;

    private @Nullable String outside;
    private boolean watched;

    Contents(Path file) {
        this.file = file;
    }

    /**
     * The text, which is taken for what is known from now on. Once it was asked whether it has changed, it is what was then
     * found: half of what is being written is not taken, also where it is another file's change that counts.
     */
    String text() throws Unreadable {
        Content now = taken;
        if (now == null || !watched) {
            now = Content.of(file);
            take(now);
        } else if (standing != null) {
            now = standing;
            take(now);
        }
        watched = false;
        return now.text();
    }

    private void take(Content now) {
        taken = now;
        pending = null;
        standing = null;
        settled = null;
        outside = null;
    }

    boolean changed() {
        watched = true;
        standing = null;
        String now = attributes();
        if (now.equals(settled)) {
            pending = null;
            return false;
        }
        Content content = Content.of(file);
        if (taken != null && content.sameAs(taken)) {
            // what may not be read now may be read later, and shows that by nothing
            settled = content.readable() && now.equals(outside) ? now : null;
            outside = now;
            pending = null;
            return false;
        }
        if (pending != null && content.sameAs(pending)) {
            standing = content;
        }
        pending = content;
        return standing != null;
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
}
