package io.selfheal.jvm;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Unit;
import io.selfheal.linux.CgroupMemory;
import io.selfheal.linux.ContainerMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How much of its container's memory is left, where there is a limit: beyond it the kernel kills the process. NaN,
 * which judges nothing, without one.
 *
 * <p>A sample costs about 40 µs and 1 KiB, and no descriptor after the first.
 */
final class ContainerProbe implements Probe {
    private final CgroupMemory container;
    private final Words words = new Words();

    ContainerProbe(CgroupMemory container) {
        this.container = container;
    }

    @Override
    public String name() {
        return "jvm.container";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Collection<? extends Metric> sample() throws IOException {
        Optional<ContainerMemory> found = container.read();
        if (found.isEmpty()) {
            return List.of(new Gauge("jvm.container.used.ratio", Double.NaN, "no limit"));
        }
        ContainerMemory memory = found.get();
        String detail = words.of(
                (double) memory.limit(), limit -> "container of " + Unit.BYTES.format(limit) + ", " + memory.source());
        double used = (double) memory.used();
        double limit = (double) memory.limit();
        return List.of(
                new Gauge("jvm.container.used.ratio", Share.of(used, limit), detail),
                new Gauge("jvm.container.headroom.bytes", Math.max(0, limit - used), detail));
    }
}
