package io.selfheal.jvm;

import io.selfheal.HealingPlugin;
import io.selfheal.Probe;
import io.selfheal.Registry;
import io.selfheal.Ticker;
import io.selfheal.linux.CgroupMemory;
import io.selfheal.linux.Kernel;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * Watches the JVM from inside, without being asked: it is found on the class path or module path.
 *
 * <table>
 * <caption>What it reports</caption>
 * <tr><th>metric</th><th>every</th><th>meaning</th></tr>
 * <tr><td>{@code jvm.heap.live.ratio}, {@code .bytes}, {@code .confirmed.ratio}</td><td>250 ms</td><td>what lives in the heap
 *     after a collection of its old generation; the lower one of the latest two</td></tr>
 * <tr><td>{@code jvm.heap.floor.ratio}</td><td>1 s</td><td>the lowest use of the heap after one of the latest eight
 *     collections</td></tr>
 * <tr><td>{@code jvm.gc.debt.seconds}, {@code jvm.gc.pause.ratio}, {@code jvm.gc.concurrent.ratio}</td><td>250
 *     ms</td><td>pauses less a tenth of the time, and shares of the time</td></tr>
 * <tr><td>{@code jvm.allocated.bytes}</td><td>2 s</td><td>allocated each second</td></tr>
 * <tr><td>{@code jvm.buffers.direct.used.ratio}, {@code .bytes}, {@code .count}, {@code jvm.buffers.mapped.bytes}</td><td>1
 *     s</td><td>buffers outside the heap</td></tr>
 * <tr><td>{@code jvm.metaspace.used.ratio}, {@code .bytes}, {@code jvm.code.cache.used.ratio},
 *     {@code jvm.classes.loaded.count}</td><td>5 s</td><td>classes and code</td></tr>
 * <tr><td>{@code jvm.memory.rss.bytes}, {@code jvm.memory.growth.*}</td><td>5 s</td><td>resident memory, and which part of
 *     it grows</td></tr>
 * <tr><td>{@code jvm.container.used.ratio}, {@code .headroom.bytes}</td><td>1 s</td><td>of the container's limit, if there is
 *     one</td></tr>
 * <tr><td>{@code jvm.threads.count}, {@code .growth.count}, {@code .blocked.ratio}</td><td>1 s</td><td>platform
 *     threads</td></tr>
 * <tr><td>{@code jvm.threads.virtual.mounted.count}, {@code .mounted.ratio}, {@code .queued.count},
 *     {@code .carriers.count}, {@code .parallelism.count}</td><td>1 s</td><td>virtual threads that are carried or wait for a
 *     carrier; from JDK 24</td></tr>
 * <tr><td>{@code jvm.threads.deadlocked.count}, {@code .unbreakable.count}</td><td>250 ms</td><td>threads that wait for
 *     each other in a cycle; those of them that no interrupt frees</td></tr>
 * <tr><td>{@code jvm.threads.hottest.cpu.ratio}, {@code jvm.threads.spinning.count}</td><td>2 s</td><td>the thread that uses
 *     the most CPU, with its hot frame (of all together while they use less than a quarter of a core); those that use nine
 *     tenths of a core</td></tr>
 * <tr><td>{@code jvm.files.open.count}, {@code jvm.files.used.ratio}</td><td>1 s</td><td>file descriptors</td></tr>
 * <tr><td>{@code jvm.disk.used.ratio}, {@code .free.bytes}, {@code .filling.bytes}, {@code .left.seconds}</td><td>2
 *     s</td><td>the working directory's filesystem</td></tr>
 * </table>
 *
 * <p>With it a loop turns four times a second, unless the host says otherwise by {@code every(…)}: no probe runs more often than
 * that. Its default rules name no remedy, and each steps back for a rule of the host's own on one of its metrics. Others look a day
 * ahead: at the live set, direct memory, metaspace, the container's memory, descriptors, the disk, and every
 * {@link PoolProbe} and {@link DiskProbe} of the host's; these step back for the host's own {@code runsOutWithin}. Evidence of what
 * ails is collected when an incident opens; a {@linkplain FlightRecording flight recording} and {@linkplain HeapDumps heap
 * dumps} only if the host adds them. Leave it out with {@code SelfHealing.builder().without("jvm")}.
 */
public final class JvmPlugin implements HealingPlugin {
    /** What probes need only in trouble, when there may be no descriptor left to load a class with. */
    private static final List<Class<?>> NEEDED_IN_TROUBLE =
            List.of(Cycles.class, Frames.class, Merge.class, Text.class, Wait.class);

    private final Path root;
    private final Ticker ticker;

    /** For the {@link java.util.ServiceLoader}. */
    public JvmPlugin() {
        this(Path.of("/"), Ticker.system());
    }

    /** With another folder in place of {@code /}, below which {@code proc} and {@code sys} are looked for. */
    JvmPlugin(Path root, Ticker ticker) {
        this.root = root;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public void install(Registry registry) throws IllegalAccessException {
        loadAhead();
        Kernel kernel = new Kernel(root);
        registry.closing(kernel);
        List<Pool> pools = Pool.all();
        List<Collector> collectors = Collector.all();
        long most = Runtime.getRuntime().maxMemory();
        LiveHeap live = LiveHeap.ofThisJvm();
        watch(registry, new HeapProbe(live, most));
        watch(registry, new FloorProbe(collectors, most));
        watch(registry, new GcProbe(collectors, ticker));
        watch(registry, new Sparing(new AllocationProbe(Allocated.ofThisJvm(), ticker), ticker));
        watch(registry, new BufferProbe(Buffers.all(), Buffers.directLimit()));
        watch(registry, new ClassesProbe(pools, ManagementFactory.getClassLoadingMXBean()::getLoadedClassCount));
        watch(registry, new GrowthProbe(new ThisFootprint(kernel), ticker));
        watch(registry, new ContainerProbe(new CgroupMemory(kernel)));
        watch(registry, new Sparing(new ThreadsProbe(new Roster()::count, ticker), ticker));
        watch(registry, new Sparing(new DeadlockProbe(new Lasting(Deadlocks.ofThisJvm(), ticker)), ticker));
        watch(registry, new Sparing(new HotThreadsProbe(CpuTimes.ofThisJvm(), ticker), ticker));
        Carriers.ofThisJvm().map(VirtualThreadsProbe::new).ifPresent(probe -> watch(registry, probe));
        watch(registry, new FilesProbe(kernel));
        registry.probe(DiskProbe.ofWorkingDirectory(ticker));
        registry.evidence(new ThreadDump(Deadlocks.ofThisJvm()));
        ThreadDumpJson.ofThisJvm(Scratch.ofThisJvm()).ifPresent(registry::evidence);
        registry.evidence(ClassHistogram.ofThisJvm());
        registry.evidence(new GcSummary(pools, collectors));
        registry.evidence(new TopThreads(CpuTimes.ofThisJvm(), ticker, Pause.system()));
        DefaultRules.all().forEach(registry::defaultRule);
        Forecasts.addTo(registry, (double) live.limit());
    }

    /** What asks the JVM or the kernel, and waits for nobody. */
    private static void watch(Registry registry, Probe probe) {
        registry.probe(probe.nonBlocking());
    }

    private static void loadAhead() throws IllegalAccessException {
        MethodHandles.Lookup here = MethodHandles.lookup();
        for (Class<?> needed : NEEDED_IN_TROUBLE) {
            here.ensureInitialized(needed);
        }
    }
}
