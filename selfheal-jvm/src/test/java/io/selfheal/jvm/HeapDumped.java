package io.selfheal.jvm;

import io.selfheal.Ticker;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A process that really takes heap dumps, and prints what came of it. */
final class HeapDumped {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:09Z");

    private HeapDumped() {}

    public static void main(String[] args) {
        Path folder = Path.of(System.getProperty("selfheal.folder"));
        List<Object> live = new ArrayList<>();
        int many = Boolean.getBoolean("selfheal.full") ? 1_000_000 : 200_000;
        for (int i = 0; i < many; i++) { // 16 bytes each in the heap, and 25 in a dump
            live.add(new Object());
        }
        if (Boolean.getBoolean("selfheal.full")) {
            print(HeapDumps.into(folder.resolve("dumps"), new Modest(), () -> NOW, Ticker.system())
                    .alsoWhileServing());
        } else {
            HeapDumps dumps = HeapDumps.into(folder.resolve("dumps")).alsoWhileServing();
            print(dumps);
            print(dumps);
        }
        Reference.reachabilityFence(live);
    }

    private static void print(HeapDumps dumps) {
        try {
            System.out.println("taken: " + dumps.take());
        } catch (IOException why) {
            System.out.println(why.getMessage());
        }
    }

    /** The heap of this JVM, which believes that it takes hardly any room. */
    private static final class Modest implements Dumper {
        private final Dumper real = Dumper.ofThisJvm();

        @Override
        public Heap heap() {
            return new Heap(1, 1);
        }

        @Override
        public double live() {
            return real.live();
        }

        @Override
        public void dump(Path file) throws IOException {
            real.dump(file);
        }
    }
}
