package io.selfheal.jvm;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** How many bytes were allocated since it was last asked. Asked by one thread at a time. */
interface Allocated {
    /** Bytes since the last call; NaN if it cannot be told, as at the first. */
    double more();

    /** The best way that this JVM has. */
    static Allocated ofThisJvm() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()) {
            return () -> Double.NaN;
        }
        try {
            return new InAll(threads, ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes"));
        } catch (NoSuchMethodException beforeJdk21) {
            return new ByThread(threads);
        }
    }

    /** From the sum that the JVM keeps since JDK 21. */
    final class InAll implements Allocated {
        private final ThreadMXBean threads;
        private final Method total;
        private long before = -1;

        InAll(ThreadMXBean threads, Method total) {
            this.threads = threads;
            this.total = total;
        }

        @Override
        public double more() {
            try {
                long was = before;
                before = (long) total.invoke(threads);
                return was < 0 || before < was ? Double.NaN : before - was;
            } catch (IllegalAccessException | InvocationTargetException e) {
                return Double.NaN;
            }
        }
    }

    /** Summed up by thread; what a thread allocated right before its end is lost. */
    final class ByThread implements Allocated {
        private final ThreadMXBean threads;
        private long[] ids = {};
        private long[] bytes = {};
        private boolean begun;

        ByThread(ThreadMXBean threads) {
            this.threads = threads;
        }

        @Override
        public double more() {
            long[] now = threads.getAllThreadIds();
            Arrays.sort(now);
            long[] allocated = threads.getThreadAllocatedBytes(now);
            double more = begun ? Merge.growth(ids, bytes, now, allocated, (id, grown) -> {}) : Double.NaN;
            begun = true;
            ids = now;
            bytes = allocated;
            return more;
        }
    }
}
