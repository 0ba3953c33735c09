package io.selfheal.oshi;

import io.selfheal.Gauge;
import io.selfheal.Metric;
import io.selfheal.Probe;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import oshi.software.os.OSProcess;

/**
 * The resident memory of this process. A sample costs about 150 µs and 150 KiB, nearly all of it for OSHI's view of a process;
 * hence every fifteen seconds.
 */
final class ResidentProbe implements Probe {
    private final Oshi oshi;
    private @Nullable OSProcess self;

    ResidentProbe(Oshi oshi) {
        this.oshi = oshi;
    }

    @Override
    public String name() {
        return "oshi.resident";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(15);
    }

    /** Nothing if OSHI could not tell. */
    @Override
    public Collection<? extends Metric> sample() {
        OSProcess process = self;
        boolean told = true;
        if (process == null) {
            process = oshi.operatingSystem().getCurrentProcess();
            self = process;
        } else {
            told = process.updateAttributes();
        }
        long resident = told ? process.getResidentMemory() : 0;
        return resident <= 0 ? List.of() : List.of(new Gauge("process.memory.rss.bytes", (double) resident, "process"));
    }
}
