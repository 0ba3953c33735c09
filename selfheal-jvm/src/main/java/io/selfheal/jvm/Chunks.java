package io.selfheal.jvm;

import io.selfheal.Unit;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a flight recording, one after the other, the oldest first. Each can be read by itself. It begins with
 * {@code FLR\0}, two numbers of two bytes for the version, and its size in eight bytes (jdk.jfr.internal.consumer.ChunkHeader).
 */
final class Chunks {
    private static final int MAGIC = 0x464c5200;
    private static final int HEADER = 16;

    private Chunks() {}

    /** The size of each. */
    static List<Long> sizes(InputStream recording) throws IOException {
        List<Long> sizes = new ArrayList<>();
        byte[] header = recording.readNBytes(HEADER);
        while (header.length > 0) {
            if (header.length < HEADER) {
                throw new EOFException("chunk " + sizes.size() + " of the flight recording ends in its header");
            }
            ByteBuffer fields = ByteBuffer.wrap(header);
            long size = fields.getLong(8);
            if (fields.getInt(0) != MAGIC || size < HEADER) {
                throw new IOException("chunk " + sizes.size() + " of the flight recording is none: it begins with "
                        + Integer.toHexString(fields.getInt(0)) + " and tells a size of " + size);
            }
            sizes.add(size);
            recording.skipNBytes(size - HEADER);
            header = recording.readNBytes(HEADER);
        }
        return sizes;
    }

    /**
     * The bytes of the older chunks that have to go so that the others fit.
     *
     * @throws IOException if there is none, or if not even the latest one fits
     */
    static long tooOld(List<Long> sizes, long most) throws IOException {
        if (sizes.isEmpty()) {
            throw new IOException("nothing was recorded yet");
        }
        long latest = sizes.get(sizes.size() - 1);
        if (latest > most) {
            throw new IOException("the latest " + Unit.BYTES.format((double) latest) + " are in one piece, and "
                    + Unit.BYTES.format((double) most)
                    + " fit: start the JVM with -XX:FlightRecorderOptions=maxchunksize=1M");
        }
        long tooOld = sizes.stream().mapToLong(Long::longValue).sum();
        long kept = 0;
        for (int i = sizes.size() - 1; i >= 0 && kept + sizes.get(i) <= most; i--) {
            kept += sizes.get(i);
        }
        return tooOld - kept;
    }
}
