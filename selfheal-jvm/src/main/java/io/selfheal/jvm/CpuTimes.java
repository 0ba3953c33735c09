package io.selfheal.jvm;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Optional;

/** What CPU time each platform thread has used, and what it does. */
interface CpuTimes {
    /** The ids of all threads, ascending; empty where the JVM does not tell CPU time. */
    long[] ids();

    /** The CPU time of each in nanoseconds, negative for one that has ended. */
    long[] nanos(long[] ids);

    /** The CPU time of the whole process in nanoseconds; negative if it is not told. */
    long process();

    /** A thread as it is now, with its uppermost frames; empty once it has ended. */
    Optional<ThreadInfo> thread(long id, int depth);

    static CpuTimes ofThisJvm() {
        java.lang.management.ThreadMXBean plain = ManagementFactory.getThreadMXBean();
        boolean told =
                plain instanceof ThreadMXBean && plain.isThreadCpuTimeSupported() && plain.isThreadCpuTimeEnabled();
        return new CpuTimes() {
            @Override
            public long[] ids() {
                long[] ids = told ? plain.getAllThreadIds() : new long[0];
                Arrays.sort(ids);
                return ids;
            }

            @Override
            public long[] nanos(long[] ids) {
                return plain instanceof ThreadMXBean bean ? bean.getThreadCpuTime(ids) : new long[ids.length];
            }

            @Override
            public long process() {
                return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        ? system.getProcessCpuTime()
                        : -1;
            }

            @Override
            public Optional<ThreadInfo> thread(long id, int depth) {
                return Optional.ofNullable(plain.getThreadInfo(id, depth));
            }
        };
    }
}
