package io.selfheal.examples.gallery;

import java.util.Arrays;

/** What a customer sees of an order: 64 KiB, in one piece. */
final class Page {
    static final int BYTES = 64 << 10;

    private Page() {}

    static byte[] of(long order) {
        byte[] page = new byte[BYTES];
        Arrays.fill(page, (byte) (' ' + order % 64));
        return page;
    }
}
