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
     * How many CPUs of the host are switched on, container or not.
     *
     * @return {@link Long#MAX_VALUE} where the kernel does not tell
     */
    static long online(Kernel kernel) throws IOException {
        KernelFile list = list(kernel);
        long cpus = online(list);
        list.release();
        return cpus;
    }

    /** The same from the list, which stays open. */
    static long online(KernelFile list) throws IOException {
        if (!list.exists()) {
            return Long.MAX_VALUE;
        }
        KernelText text = list.read();
        long cpus = 0;
        for (String range : text.text().strip().split(",", -1)) {
            String[] ends = range.split("-", 2);
            cpus += text.number(ends[ends.length - 1]) - text.number(ends[0]) + 1;
        }
        return cpus;
    }

    /** A list of ranges, such as {@code 0-3,6}. */
    static KernelFile list(Kernel kernel) {
        return kernel.file("/sys/devices/system/cpu/online");
    }

    /** A number of CPUs as a person reads it. */
    static String words(double cpus) {
        return Unit.COUNT.format(cpus) + (cpus == 1 ? " CPU" : " CPUs");
    }
}
