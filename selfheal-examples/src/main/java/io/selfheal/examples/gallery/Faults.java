package io.selfheal.examples.gallery;

import java.time.Duration;
import java.util.List;

/** The faults of the gallery. */
public final class Faults {
    private Faults() {}

    /** All of them, each anew. */
    public static List<Fault> all() {
        return List.of(
                new CacheLeak(),
                new ListenerLeak(),
                new GcThrash(),
                new SpinningThreads(),
                new Deadlock(),
                new MonitorDeadlock(),
                new LeakedLeases(),
                new LateDownstream("hanging-downstream", Duration.ofHours(1)),
                new LateDownstream("slow-downstream", Duration.ofMillis(1_800)),
                new ThreadLeak(),
                new DirectMemoryLeak(),
                new DescriptorLeak(),
                new DiskFilling());
    }

    /**
     * One of them.
     *
     * @param name its name
     * @return the fault
     * @throws IllegalArgumentException if there is none of that name, naming those that there are
     */
    public static Fault named(String name) {
        return all().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault \"" + name + "\": there are "
                        + all().stream().map(Fault::name).toList()));
    }
}
