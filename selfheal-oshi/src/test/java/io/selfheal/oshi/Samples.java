package io.selfheal.oshi;

import io.selfheal.Gauge;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import io.selfheal.linux.Kernel;
import java.io.FileNotFoundException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import oshi.util.GlobalConfig;

/** Programs that sample every probe and print what each said, one {@code probe metric value detail} a line. */
final class Samples {
    /** OSHI gives the same answer again for 300 ms. */
    private static final long BEYOND_OSHIS_CACHE = 400;

    private Samples() {}

    /** Samples everything twice. */
    static final class Plain {
        private Plain() {}

        public static void main(String[] args) throws Exception {
            try (Installed installed = Installed.by(new OshiPlugin())) {
                print("1", installed.probes);
                burn(BEYOND_OSHIS_CACHE);
                print("2", installed.probes);
            }
        }
    }

    /** Samples everything before, while and after this process has no file descriptor left. */
    static final class Exhausted {
        private Exhausted() {}

        public static void main(String[] args) throws Exception {
            // OSHI answers from memory for a third of a second; here seconds pass faster than that.
            GlobalConfig.set("oshi.util.memoizer.expiration", 1);
            AtomicLong seconds = new AtomicLong();
            Ticker ticker = () -> seconds.get() * 1_000_000_000L;
            Installed installed = Installed.by(new OshiPlugin(Path.of("/"), ticker));
            // Without the kernel's table, as before Linux 6.2 and on other Unixes.
            installed.probe(new FilesProbe(new Oshi(), new Kernel(Path.of("/nowhere"))).on("counted"));
            for (int i = 0; i < 2; i++) {
                seconds.incrementAndGet();
                burn(100);
                print("before", installed.probes);
            }
            List<RandomAccessFile> hoard = new ArrayList<>();
            boolean more = true;
            while (more) {
                try {
                    hoard.add(new RandomAccessFile("/dev/null", "r"));
                } catch (FileNotFoundException e) {
                    more = false;
                }
            }
            for (int i = 0; i < 3; i++) {
                seconds.incrementAndGet();
                burn(100);
                print("during" + i, installed.probes);
            }
            for (RandomAccessFile file : hoard) {
                file.close();
            }
            for (int i = 0; i < 2; i++) {
                seconds.incrementAndGet();
                burn(100);
                print("after" + i, installed.probes);
            }
            installed.close();
        }
    }

    /** Uses up CPU time, since the counters must move on: many of the kernel's ticks of a hundredth of a second. */
    private static void burn(long millis) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < millis * 1_000_000L) {
            Thread.onSpinWait();
        }
    }

    private static void print(String when, List<Probe> probes) {
        for (Probe probe : probes) {
            String who = when + " " + probe.name() + probe.component() + " ";
            try {
                probe.sample().stream()
                        .map(Gauge.class::cast)
                        .forEach(gauge ->
                                System.out.println(who + gauge.name() + " " + gauge.value() + " " + gauge.detail()));
            } catch (Throwable e) {
                System.out.println(who + "failed " + e);
            }
        }
    }
}
