package io.selfheal.oshi;

import io.selfheal.Unit;
import io.selfheal.linux.Kernel;
import io.selfheal.linux.KernelFile;
import io.selfheal.linux.KernelText;
import java.io.IOException;

/** Counts CPUs. */
final class Cpus {
    private Cpus() {}

    /**
     * How many CPUs of the host are switched on, container or not: {@code /sys/devices/system/cpu/online}, a list of
     * ranges such as {@code 0-3,6}.
     *
     * @return {@link Long#MAX_VALUE} where the kernel does not tell
     */
    static long online(Kernel kernel) throws IOException {
        KernelFile online = kernel.file("/sys/devices/system/cpu/online");
        if (!online.exists()) {
            return Long.MAX_VALUE;
        }
        KernelText list = online.read();
        online.release();
        long cpus = 0;
        for (String range : list.text().strip().split(",", -1)) {
            String[] ends = range.split("-", 2);
            cpus += list.number(ends[ends.length - 1]) - list.number(ends[0]) + 1;
        }
        return cpus;
    }

    /** A number of CPUs as a person reads it. */
    static String words(double cpus) {
        return Unit.COUNT.format(cpus) + (cpus == 1 ? " CPU" : " CPUs");
    }
}
