package io.selfheal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/** A real disk on which chosen operations fail, counted from 1; a write that fails writes some of it first. */
final class FailingDisk implements Disk {
    private final Disk disk = new LocalDisk(false);
    private LongPredicate fails = operation -> false;
    private long operations;
    private long room = Long.MAX_VALUE;
    private long free = Long.MAX_VALUE;

    void failing(LongPredicate operations) {
        fails = operations;
        this.operations = 0;
    }

    /** From that operation on nothing works any more, as if the process had died there. */
    void deadFrom(long operation) {
        failing(n -> n >= operation);
    }

    /** A full disk but for some bytes. */
    void fullBut(long bytes) {
        room = bytes;
        free = bytes;
    }

    long operations() {
        return operations;
    }

    private void step(String what) throws IOException {
        if (fails.test(++operations)) {
            throw new IOException("injected: " + what + " failed");
        }
    }

    @Override
    public Disk unforced() {
        return this;
    }

    @Override
    public Handle open(Path file) throws IOException {
        step("open");
        return new Failing(disk.open(file));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step("move");
        disk.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete");
        long size = file.toFile().length();
        disk.delete(file);
        if (room != Long.MAX_VALUE) {
            room += size;
        }
    }

    @Override
    public void force(Path folder) {
        disk.force(folder);
    }

    @Override
    public long free(Path folder) {
        return free;
    }

    private final class Failing implements Handle {
        private final Handle handle;

        Failing(Handle handle) {
            this.handle = handle;
        }

        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            int all = bytes.remaining();
            try {
                step("write");
            } catch (IOException e) {
                part(bytes, at, all / 2);
                throw e;
            }
            if (all > room) {
                part(bytes, at, (int) room);
                room = 0;
                throw new IOException("No space left on device");
            }
            int half = all > 100 ? all / 3 : all; // short writes happen
            room -= room == Long.MAX_VALUE ? 0 : half;
            part(bytes, at, half);
        }

        private void part(ByteBuffer bytes, long at, int count) throws IOException {
            int limit = bytes.limit();
            bytes.limit(bytes.position() + count);
            handle.write(bytes, at);
            bytes.limit(limit);
        }

        @Override
        public void truncate(long size) throws IOException {
            step("truncate");
            long cut = handle.size() - size;
            handle.truncate(size);
            if (room != Long.MAX_VALUE && cut > 0) {
                room += cut;
            }
        }

        @Override
        public void force() throws IOException {
            step("force");
            handle.force();
        }

        @Override
        public long size() throws IOException {
            return handle.size();
        }

        @Override
        public boolean isAt(Path file, long size) {
            return handle.isAt(file, size);
        }

        @Override
        public boolean isOpen() {
            return handle.isOpen();
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }
}
