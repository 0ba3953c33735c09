package io.selfheal.examples.gallery;

/** What an accountant sees of an order: about 64 KiB, in a thousand rows. */
final class Report {
    static final int BYTES = 68 << 10;
    private static final int ROWS = 1_024;
    private static final int COLUMNS = 6;

    private Report() {}

    static long[][] of(long order) {
        long[][] report = new long[ROWS][COLUMNS];
        for (long[] row : report) {
            row[0] = order;
        }
        return report;
    }
}
