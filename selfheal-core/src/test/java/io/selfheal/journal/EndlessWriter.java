package io.selfheal.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A process that appends until it is killed, telling each number that was acknowledged, 8 bytes each. */
final class EndlessWriter {
    private EndlessWriter() {}

    @SuppressWarnings("SystemOut") // the pipe to the test
    public static void main(String[] args) throws IOException {
        FileJournal journal =
                FileJournal.at(Path.of(args[0])).rotating(1 << 20, 3).unforced();
        AtomicLong last = new AtomicLong();
        try {
            journal.open(event -> last.set(event.sequence()));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(3);
        }
        try (OutputStream told = new FileOutputStream(java.io.FileDescriptor.out)) {
            ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
            while (true) {
                long sequence = last.incrementAndGet();
                journal.append(Journals.event(sequence));
                told.write(number.putLong(0, sequence).array());
            }
        }
    }
}
