package io.selfheal.journal;

import java.io.IOException;

/** Something about the file itself is not fit for a journal; the message names the fix. */
final class Unfit extends IOException {
    private static final long serialVersionUID = 1;

    Unfit(String found) {
        super(found);
    }
}
