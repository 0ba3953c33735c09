package io.selfheal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Gets at the text of a file: an ordinary one, of a modest size, in UTF-8. */
final class Source {
    /** A thousand rules fit into half of it. */
    static final int MOST_BYTES = 1 << 19;

    private Source() {}

    /** The file's bytes; never more than {@link #MOST_BYTES} are held. */
    static byte[] bytes(Path file) throws Unreadable {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw refused("found a directory, expected a file");
            }
            if (!attributes.isRegularFile()) { // a pipe or a device would hold up the reader, or never end
                throw refused("found a pipe, a device or the like, expected an ordinary file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw refused(
                            "found a file of more than 512 KiB, expected a policy, which is seldom more than a page");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw refused("found no such file; make it, or correct the path");
        } catch (AccessDeniedException e) {
            throw refused("found a file that may not be read; let the service's user read it");
        } catch (IOException e) {
            throw refused("found a file that cannot be read: " + e);
        }
    }

    static String text(byte[] bytes) throws Unreadable {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            throw refused("found a byte order mark, expected plain UTF-8; save the file without the mark");
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw refused("found UTF-16, expected UTF-8; save the file in that encoding");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new Unreadable(
                    end(text),
                    "found a byte (0x" + Integer.toHexString(bytes[in.position()] & 0xFF)
                            + ") that is not UTF-8; save the file in that encoding");
        }
        if (text.isBlank()) {
            throw refused("found an empty file, expected a policy, such as \"service: orders\"");
        }
        return text;
    }

    private static Place end(String text) {
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', start)) {
            line++;
            start = i + 1;
        }
        return new Place(line, text.length() - start + 1);
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static Unreadable refused(String message) {
        return new Unreadable(Place.START, message);
    }
}
