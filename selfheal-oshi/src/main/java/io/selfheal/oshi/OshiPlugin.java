package io.selfheal.oshi;

import static io.selfheal.rule.Rules.when;

import io.selfheal.HealingPlugin;
import io.selfheal.Probe;
import io.selfheal.Registry;
import io.selfheal.Ticker;
import io.selfheal.linux.Kernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Watches what the service has to live on, without being asked: it is found on the class path or module path.
 *
 * <table>
 * <caption>What it reports; each metric's detail says whose it is</caption>
 * <tr><th>metric</th><th>every</th><th>meaning</th></tr>
 * <tr><td>{@code cpu.used.ratio}</td><td>1 s</td><td>share of the container's CPU quota that is used, 0 to 1; without a
 *     quota, of all CPUs of the host</td></tr>
 * <tr><td>{@code memory.used.ratio}, {@code memory.available.bytes}, {@code memory.limit.bytes}</td><td>1 s</td><td>of
 *     the container's limit; without one, of the host's memory. What the kernel would give back on demand is not
 *     used</td></tr>
 * <tr><td>{@code swap.used.ratio}</td><td>30 s</td><td>of the host's swap space, if it has any</td></tr>
 * <tr><td>{@code load.1m.ratio}</td><td>15 s</td><td>load average of the host for each of its CPUs; above 1 there is a
 *     queue</td></tr>
 * <tr><td>{@code disk.used.ratio}, {@code disk.free.bytes}</td><td>10 s</td><td>of the working directory's filesystem;
 *     {@link DiskProbe} adds others</td></tr>
 * <tr><td>{@code process.files.open.count}, {@code process.files.used.ratio}</td><td>5 s</td><td>file descriptors of
 *     this process, and their share of its limit</td></tr>
 * <tr><td>{@code process.cpu.used.ratio}</td><td>5 s</td><td>share of the CPUs that this process may use, 0 to
 *     1</td></tr>
 * <tr><td>{@code process.memory.rss.bytes}</td><td>15 s</td><td>resident memory of this process</td></tr>
 * </table>
 *
 * <p>Shares of CPU time are told from the second sample on, and not after a hole in time. On Linux, CPU, memory and file
 * descriptors are still seen when this process has no descriptor left. Its default rules name no remedy, and each steps
 * back for a rule of the host's own on the same metric; those that look a day ahead, at disks and descriptors, for its own
 * {@code runsOutWithin}. Leave it out with {@code SelfHealing.builder().without("oshi")}.
 */
public final class OshiPlugin implements HealingPlugin {
    private static final Duration DAY = Duration.ofHours(24);
    private static final String DISK = "oshi.disk.";

    private final Path root;
    private final Ticker ticker;

    /** For the {@link java.util.ServiceLoader}. */
    public OshiPlugin() {
        this(Path.of("/"), Ticker.system());
    }

    /** With another folder in place of {@code /}, below which {@code proc} and {@code sys} are looked for. */
    OshiPlugin(Path root, Ticker ticker) {
        this.root = root;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "oshi";
    }

    @Override
    public void install(Registry registry) {
        Oshi oshi = new Oshi();
        Kernel kernel = new Kernel(root);
        registry.closing(kernel);
        registry.probe(quick(kernel, CpuProbe.of(oshi, kernel, ticker)));
        registry.probe(quick(kernel, MemoryProbe.of(oshi, kernel)));
        registry.probe(quick(kernel, SwapProbe.of(oshi, kernel)));
        registry.probe(quick(kernel, LoadProbe.of(oshi, kernel)));
        registry.probe(DiskProbe.ofWorkingDirectory());
        registry.probe(quick(kernel, new FilesProbe(oshi, kernel)));
        registry.probe(quick(kernel, ResidentProbe.of(oshi, kernel)));
        registry.probe(quick(kernel, new ProcessProbe(kernel, ticker)));
        rules(registry);
    }

    /** Where the kernel tells in its files it is asked without waiting; elsewhere OSHI's ways are not known. */
    private static Probe quick(Kernel kernel, Probe probe) {
        return kernel.there() ? probe.nonBlocking() : probe;
    }

    /** Limits that mean trouble for nearly every service; why, is said in each reason. */
    private static void rules(Registry registry) {
        registry.defaultRule(when("cpu.used.ratio")
                .above(0.95)
                .lasting(Duration.ofMinutes(5))
                .clearingBelow(0.85)
                .named("cpu-high")
                .because("CPU has been used up for minutes, longer than a start or a burst takes; requests queue"));
        registry.defaultRule(when("memory.used.ratio")
                .above(0.92)
                .lasting(Duration.ofMinutes(1))
                .clearingBelow(0.85)
                .named("memory-high")
                .because("Memory is nearly used up, and the kernel kills the process at the limit"));
        registry.defaultRule(when("disk.used.ratio")
                .above(0.90)
                .lasting(Duration.ofMinutes(1))
                .clearingBelow(0.85)
                .named("disk-high")
                .because("The disk is nearly full, and then every write fails"));
        registry.defaultRule(when("process.files.used.ratio")
                .above(0.85)
                .lasting(Duration.ofSeconds(30))
                .clearingBelow(0.70)
                .named("files-high")
                .because("File descriptors are nearly used up, and then no connection or file can be opened"));
        forecasts(registry);
    }

    /** What runs out within a day; a forecast of the host's own takes the place of each. */
    private static void forecasts(Registry registry) {
        disk(registry, "");
        registry.probes().stream()
                .filter(probe -> probe.startsWith(DISK))
                .forEach(probe -> disk(registry, "." + probe.substring(DISK.length())));
        registry.defaultRule(
                when("process.files.used.ratio")
                        .runsOutWithin(DAY)
                        .named("files-run-out")
                        .because("File descriptors grow toward their limit: some are opened and not closed"),
                Set.of("process.files.open.count"));
    }

    private static void disk(Registry registry, String label) {
        registry.defaultRule(
                when("disk" + label + ".free.bytes")
                        .runsOutWithin(DAY)
                        .named("disk" + label.replace('.', '-') + "-runs-out")
                        .because("The disk fills up, and then every write fails"),
                Set.of("disk" + label + ".used.ratio"));
    }
}
