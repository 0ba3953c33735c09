package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Snapshot;
import io.selfheal.Status;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Has caches give memory back until enough of the heap is free: the one that is cheapest to refill for each byte first, half
 * of it at a time (all of it, where that is less than half of what is missing), looking at the live set after each step if a
 * collection tells it soon, and otherwise by what the caches say. Only memory that lives in these caches can be had: where all of
 * them together hold less than half of what is missing until the target, what fills the heap is something else, and it fails and
 * leaves them warm.
 *
 * <p><b>Risk</b>: {@link Risk#SAFE}; answers are slower until the caches are warm again. <b>Needs</b>: one cache at least
 * whose source is not known to be sick, and caches that hold enough; fails otherwise. <b>Undo</b>: none, the caches fill by themselves. <b>Interrupted</b>:
 * stops after the step at hand; what was shed stays shed. <b>Verified</b> by {@code jvm.heap.live.ratio}: since that moves
 * with a collection of the old generation only, and with most of its memory free again Serial and Parallel may not do one
 * for hours, it ends with a {@link System#gc()}, unless a collection told the effect already. It takes about a second for
 * each GiB that lives; see {@link #withoutCollecting()}.
 */
public final class TrimCaches implements RecoveryAction {
    private static final Duration TELLING = Duration.ofMillis(200);
    private static final Duration BREATH = Duration.ofMillis(50);
    private static final int HALVES = 4;
    private static final int TRIES = 20;

    private final Caches caches;
    private final double target;
    private final LiveHeap heap;
    private final LongSupplier most;
    private final LongSupplier collections;
    private final Ticker ticker;
    private final Pause pause;
    private final Runnable collect;

    /**
     * Trims caches until at most 70 % of the heap lives.
     *
     * @param caches the caches
     */
    public TrimCaches(List<? extends TrimmableCache> caches) {
        this(caches, 0.70);
    }

    /**
     * Trims the caches that are declared when it runs, until at most 70 % of the heap lives.
     *
     * @param caches where they are declared
     */
    public TrimCaches(Caches caches) {
        this(caches, 0.70);
    }

    /**
     * Trims caches until no more of the heap lives than a target.
     *
     * @param caches the caches
     * @param target the share of the heap, above 0 and below 1; below the clearing level of the rule that runs this
     * @throws IllegalArgumentException for another target
     */
    public TrimCaches(List<? extends TrimmableCache> caches, double target) {
        this(Caches.of(caches), target);
    }

    /**
     * Trims the caches that are declared when it runs, until no more of the heap lives than a target.
     *
     * @param caches where they are declared
     * @param target the share of the heap, above 0 and below 1; below the clearing level of the rule that runs this
     * @throws IllegalArgumentException for another target
     */
    public TrimCaches(Caches caches, double target) {
        this(
                caches,
                target,
                LiveHeap.ofThisJvm(),
                Runtime.getRuntime()::maxMemory,
                collections(Collector.all()),
                Ticker.system(),
                Pause.system(),
                System::gc);
    }

    TrimCaches(
            Caches caches,
            double target,
            LiveHeap heap,
            LongSupplier most,
            LongSupplier collections,
            Ticker ticker,
            Pause pause,
            Runnable collect) {
        if (!(target > 0 && target < 1)) {
            throw new IllegalArgumentException("the target " + target
                    + " is no share of the heap that can be reached: give one above 0 and below 1, such as 0.7");
        }
        this.caches = caches;
        this.target = target;
        this.heap = heap;
        this.most = most;
        this.collections = collections;
        this.ticker = ticker;
        this.pause = pause;
        this.collect = collect;
    }

    /**
     * The same without the collection at the end, for a heap whose collection takes too long. Where no collection of the old
     * generation follows by itself, the effect is then not seen, and counts as none.
     *
     * @return the action
     */
    public TrimCaches withoutCollecting() {
        return new TrimCaches(caches, target, heap, most, collections, ticker, pause, () -> {});
    }

    @Override
    public String id() {
        return "trim-caches";
    }

    @Override
    public Risk risk() {
        return Risk.SAFE;
    }

    /** Goes through all of it but the trimming, so that the classes are there when there is no memory to load them. */
    @Override
    public void rehearse() {
        List<TrimmableCache> usable = usable(Snapshot.of(Instant.EPOCH, 0, ""));
        cheapestFirst(usable);
        heap.look();
        refusal(usable, goal());
        nothing(usable);
        long unused = collections.getAsLong();
    }

    @Override
    public void recover(Recovery recovery) throws InterruptedException {
        try {
            carefully(recovery);
        } catch (OutOfMemoryError full) { // no memory to be careful with
            halveAll(recovery);
        }
    }

    private void carefully(Recovery recovery) throws InterruptedException {
        List<TrimmableCache> usable = usable(recovery.snapshot());
        heap.lookAnew();
        double missing = goal();
        Optional<String> refusal = refusal(usable, missing);
        if (refusal.isPresent()) {
            throw new IllegalStateException(refusal.get());
        }
        List<String> trimmed = trim(cheapestFirst(usable), missing, recovery);
        if (!trimmed.isEmpty() && !recovery.cancelled() && heap.ratio() > target) {
            collect.run();
        }
        recovery.report(trimmed.isEmpty() ? nothing(usable) : "trimmed " + String.join(", ", trimmed));
    }

    /**
     * Allocates nothing by itself; a cache that needs memory in order to give some back is asked again a little later, when
     * what others held for a moment is garbage.
     */
    private void halveAll(Recovery recovery) throws InterruptedException {
        List<TrimmableCache> all = caches.all();
        int failures = 0;
        for (int i = 0; i < all.size(); ) {
            try {
                TrimmableCache cache = all.get(i);
                if (!sourceSick(cache, recovery.snapshot())) {
                    cache.trim(0.5);
                }
                i++;
            } catch (OutOfMemoryError again) {
                if (++failures >= TRIES) {
                    throw again;
                }
                pause.of(BREATH);
            }
        }
        collect.run();
        recovery.report("halved every cache: there was no memory left to look which one to trim");
    }

    private Optional<String> refusal(List<TrimmableCache> usable, double missing) {
        if (usable.isEmpty()) {
            return Optional.of(
                    caches.all().isEmpty()
                            ? "no cache is registered: give new TrimCaches(…) the caches that may be trimmed"
                            : "what fills the caches is sick, and what they hold may be all there is");
        }
        double held = bytes(usable);
        return held > 0 && held < missing / 2
                ? Optional.of(
                        "the caches hold " + Unit.BYTES.format(held) + " together, and " + Unit.BYTES.format(missing)
                                + " too much live: something else fills the heap, and they stay warm")
                : Optional.empty();
    }

    private List<TrimmableCache> usable(Snapshot snapshot) {
        return caches.all().stream()
                .filter(cache -> !sourceSick(cache, snapshot))
                .toList();
    }

    private static double bytes(List<TrimmableCache> caches) {
        return (double) caches.stream().mapToLong(TrimmableCache::bytes).sum();
    }

    private String nothing(List<TrimmableCache> usable) {
        return usable.stream().allMatch(cache -> cache.bytes() <= 0)
                ? "the caches are empty"
                : "nothing was trimmed: " + Unit.RATIO.format(heap.ratio()) + " of the heap lives, and "
                        + Unit.RATIO.format(target) + " is the target";
    }

    private List<String> trim(List<TrimmableCache> cheapest, double goal, Recovery recovery)
            throws InterruptedException {
        List<String> trimmed = new ArrayList<>();
        double missing = goal;
        for (TrimmableCache cache : cheapest) {
            long before = cache.bytes();
            for (int step = 1; step <= HALVES && missing >= 1 && !recovery.cancelled(); step++) {
                long held = cache.bytes();
                if (held <= 0) {
                    break;
                }
                long told = collections.getAsLong();
                cache.trim(step == HALVES || held < missing / 2 ? 1 : 0.5);
                missing = left(missing, Math.max(0, held - cache.bytes()), told);
            }
            long freed = before - cache.bytes();
            if (freed > 0) {
                trimmed.add(cache.name() + " by " + Unit.BYTES.format((double) freed));
            }
        }
        return trimmed;
    }

    /**
     * What is still to be freed: by the live set if a collection tells it soon, else by the caches' own word. After a step
     * that by their word is less than half of it, nothing is waited for: the next one is due anyway.
     */
    private double left(double missing, long freed, long told) throws InterruptedException {
        double before = heap.ratio();
        Duration patience = freed < missing / 2 ? Duration.ZERO : TELLING;
        boolean collected = pause.until(() -> collections.getAsLong() != told, patience, ticker);
        heap.look();
        return collected && heap.ratio() < before ? goal() : missing - freed;
    }

    /**
     * How many bytes too many live; as long as that is unknown, half of what the caches hold. What these hold lives for
     * sure, also where the live set is known from long ago only, as with G1.
     */
    private double goal() {
        double held = bytes(caches.all());
        return Double.isNaN(heap.ratio())
                ? held / 2
                : Math.max(heap.ratio() * most.getAsLong(), held) - target * most.getAsLong();
    }

    private static List<TrimmableCache> cheapestFirst(List<TrimmableCache> caches) {
        return caches.stream()
                .sorted(Comparator.comparingDouble(cache -> cache.refillSeconds() / Math.max(1, cache.bytes())))
                .collect(Collectors.toList());
    }

    private static boolean sourceSick(TrimmableCache cache, Snapshot snapshot) {
        Status status = cache.source().isEmpty() ? Status.UP : snapshot.health(cache.source());
        return status == Status.DOWN || status == Status.DEGRADED;
    }

    private static LongSupplier collections(List<Collector> collectors) {
        return () -> collectors.stream()
                .filter(collector -> !collector.pausesOfCycles())
                .mapToLong(collector -> collector.count().getAsLong())
                .sum();
    }
}
