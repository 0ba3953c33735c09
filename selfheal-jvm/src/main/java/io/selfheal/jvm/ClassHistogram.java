package io.selfheal.jvm;

import io.selfheal.Evidence;
import io.selfheal.Incident;
import io.selfheal.Snapshot;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Which classes fill the heap, and which of them grew since the last time: since an earlier incident, or, at the first, in
 * the third of a second between two looks. Of incidents about memory only.
 *
 * <p>The JVM stops every thread while it walks the heap, about 0.3 s for each GiB, garbage included (a collection first
 * would take longer still). So it is not done where more than a limit is in use, 512 MiB by default, nor within ten minutes of
 * the last time while hardly more is in use than then: what there was at that time is told once more instead.
 */
final class ClassHistogram implements Evidence {
    private static final int ROWS = 100;
    private static final int KNOWN = 5_000;
    private static final Duration SELDOM = Duration.ofMinutes(10);
    private static final double MORE = 1.1;

    private final Callable<String> print;
    private final LongSupplier used;
    private final long most;
    private final Ticker ticker;
    private final Pause pause;
    private @Nullable Histogram earlier;
    private long taken;
    private long usedThen;

    ClassHistogram(Callable<String> print, LongSupplier used, long most, Ticker ticker, Pause pause) {
        this.print = print;
        this.used = used;
        this.most = most;
        this.ticker = ticker;
        this.pause = pause;
    }

    static ClassHistogram ofThisJvm() {
        return new ClassHistogram(
                ClassHistogram::print,
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                512L << 20,
                Ticker.system(),
                Pause.system());
    }

    @Override
    public String name() {
        return "jvm-classes";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) throws Exception {
        PrintWriter out = Text.to(to);
        if (!Trouble.withMemory(incident)) {
            out.println("not taken: the incident is not about memory");
            out.flush();
            return;
        }
        Histogram before = earlier;
        long since = ticker.nanos() - taken;
        long bytes = used.getAsLong();
        if (before != null && since < SELDOM.toNanos() && bytes < MORE * usedThen) {
            out.println(
                    "not taken anew, since every thread stands still meanwhile and hardly more of the heap is in use:"
                            + " this is of "
                            + Duration.ofNanos(since).toSeconds() + " s ago");
            out.println();
            write("WHAT THERE WAS", before, out);
            out.flush();
            return;
        }
        if (bytes > most) {
            throw new IOException("not taken: to walk " + Unit.BYTES.format((double) bytes)
                    + " of heap would stall the process, and the limit is " + Unit.BYTES.format((double) most));
        }
        if (before == null) {
            before = look();
            pause.of(Duration.ofMillis(300));
        }
        Histogram now = look();
        earlier = now;
        taken = ticker.nanos();
        usedThen = bytes;
        write(before, now, out);
        out.flush();
    }

    private Histogram look() throws Exception {
        return Histogram.parse(print.call(), KNOWN);
    }

    private static void write(Histogram before, Histogram now, PrintWriter out) {
        out.println("WHAT GREW since it was looked at before");
        now.rows().keySet().stream()
                .filter(name -> grown(before, now, name) > 0)
                .sorted(Comparator.comparingLong((String name) -> grown(before, now, name))
                        .reversed())
                .limit(ROWS)
                .forEach(name -> out.printf(
                        "%15s %+12d instances  %s%n",
                        "+" + Unit.BYTES.format((double) grown(before, now, name)),
                        now.row(name).instances() - before.row(name).instances(),
                        Text.line(name)));
        out.println();
        write("WHAT THERE IS", now, out);
    }

    private static void write(String title, Histogram now, PrintWriter out) {
        out.println(title);
        now.rows().entrySet().stream()
                .limit(ROWS)
                .forEach(row -> out.printf(
                        "%15s %12d instances  %s%n",
                        Unit.BYTES.format((double) row.getValue().bytes()),
                        row.getValue().instances(),
                        Text.line(row.getKey())));
    }

    private static long grown(Histogram before, Histogram now, String name) {
        return now.row(name).bytes() - before.row(name).bytes();
    }

    static String print() throws JMException {
        Object printed = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[] {"-all"}},
                        new String[] {String[].class.getName()});
        return String.valueOf(printed);
    }
}
