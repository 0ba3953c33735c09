package io.selfheal.examples.gallery;

import java.util.ArrayList;
import java.util.List;

/** What is to be left alone. */
public final class Controls {
    private static final int CHUNK = 64 << 10;

    private Controls() {}

    /** All of them, each anew. */
    public static List<Control> all() {
        return List.of(
                new Bursts(),
                new Garbage(),
                new SlowStart(),
                new SteadyCache(),
                new SteadyIndex(),
                new FullCollections());
    }

    /**
     * One of them.
     *
     * @param name its name
     * @return the control
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Control named(String name) {
        return all().stream()
                .filter(control -> control.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no control \"" + name + "\": there are "
                        + all().stream().map(Control::name).toList()));
    }

    private static List<byte[]> chunks(int number) {
        List<byte[]> chunks = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            chunks.add(new byte[CHUNK]);
        }
        return chunks;
    }

    /** Twice the load for a second, every four seconds. */
    private record Bursts() implements Control {
        @Override
        public String name() {
            return "bursts";
        }

        @Override
        public double rate(double second) {
            return Trial.REQUESTS_PER_SECOND * (second % 4 < 1 ? 2 : 1);
        }
    }

    /** Batches that live just long enough to grow old fill nine tenths of the heap, and the next full collection empties it. */
    private static final class Garbage implements Control {
        private static final int CHUNKS = 200;
        private List<byte[]> batch = List.of();

        @Override
        public String name() {
            return "garbage";
        }

        @Override
        public void stir(Shop shop, int second) {
            batch = chunks(CHUNKS);
        }

        @Override
        public String toString() {
            return name() + " of " + batch.size();
        }
    }

    /** The first customers find everything cold. */
    private record SlowStart() implements Control {
        @Override
        public String name() {
            return "slow-start";
        }

        @Override
        public boolean warm() {
            return false;
        }
    }

    /** A cache takes a good part of the heap, and no more than that. */
    private record SteadyCache() implements Control {
        private static final int REPORTS = 640;

        @Override
        public String name() {
            return "steady-cache";
        }

        @Override
        public void stir(Shop shop, int second) {
            if (second == 0) {
                shop.reports().bound(REPORTS);
                for (long order = -REPORTS; order < 0; order++) {
                    shop.reports().of(order);
                }
                System.gc(); // so that it is known what lives
            }
        }
    }

    /** What is no cache takes half of the heap, with all else seven eighths of the old generation, and no more than that. */
    private static final class SteadyIndex implements Control {
        private static final int CHUNKS = 46 << 20 >> 16;

        private List<byte[]> index = List.of();

        @Override
        public String name() {
            return "steady-index";
        }

        @Override
        public void stir(Shop shop, int second) {
            if (second == 0) {
                index = chunks(CHUNKS);
            }
            if (second == 2 || second == 3) {
                System.gc(); // so that it is known what lives, and confirmed
            }
        }

        @Override
        public String toString() {
            return name() + " of " + index.size();
        }
    }

    /** A full collection every other second. */
    private record FullCollections() implements Control {
        @Override
        public String name() {
            return "full-collections";
        }

        @Override
        public void stir(Shop shop, int second) {
            if (second % 2 == 0) {
                System.gc();
            }
        }
    }
}
