package io.selfheal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes so much and drops the rest. */
final class Capped extends FilterOutputStream {
    private long left;
    private boolean dropped;

    Capped(OutputStream to, long most) {
        super(to);
        this.left = most;
    }

    /** Whether nothing was dropped. */
    boolean whole() {
        return !dropped;
    }

    @Override
    public void write(int b) throws IOException {
        if (left > 0) {
            left--;
            out.write(b);
        } else {
            dropped = true;
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int fits = (int) Math.min(length, left);
        left -= fits;
        dropped |= fits < length;
        out.write(bytes, from, fits);
    }
}
