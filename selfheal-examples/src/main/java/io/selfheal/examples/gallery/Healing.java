package io.selfheal.examples.gallery;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Risk;
import io.selfheal.SelfHealing;
import io.selfheal.downstream.OpenBreaker;
import io.selfheal.jvm.BreakDeadlock;
import io.selfheal.jvm.CachesProbe;
import io.selfheal.jvm.CancelStuck;
import io.selfheal.jvm.DeleteOldFiles;
import io.selfheal.jvm.ExecutorProbe;
import io.selfheal.jvm.GracefulRestart;
import io.selfheal.jvm.PoolProbe;
import io.selfheal.jvm.ReclaimLeases;
import io.selfheal.jvm.ShedLoad;
import io.selfheal.jvm.TrimCaches;
import io.selfheal.jvm.TrimmableCache;
import java.time.Duration;
import java.util.List;

/**
 * How the shop heals itself: one configuration for whatever may come, written as a host would write it. What the JVM
 * itself tells (heap, collector, threads, deadlocks, descriptors) is watched by {@code selfheal-jvm} on the class path.
 */
public final class Healing {
    /** The exit code that asks for a new process. */
    static final int RESTART = 75;

    private static final Duration A_TURN = Duration.ofMillis(100);
    private static final Duration QUICKLY = Duration.ofMillis(500);

    /** Longer than anything that the shop does takes. */
    private static final Duration LONG = Duration.ofMillis(800);

    /** Below it what lives hurts nobody as long as it does not grow. */
    private static final double FULL = 0.90;

    private static final double MEBIBYTE = 1 << 20;

    private Healing() {}

    /**
     * Describes how a shop heals itself.
     *
     * @param shop the shop
     * @return what is left to add: a journal, listeners, {@code start()}
     */
    public static SelfHealing.Builder of(Shop shop) {
        return actions(rules(probes(SelfHealing.builder(), shop)), shop)
                .service("shop")
                .without("oshi") // what else goes on on this machine is not the shop's business
                .component("shop")
                .dependsOn("payments")
                .every(A_TURN)
                .startupGrace(Duration.ofSeconds(2))
                .cooldown(Duration.ofSeconds(2), Duration.ofMinutes(5))
                .riskCeiling(Risk.HIGH);
    }

    private static SelfHealing.Builder probes(SelfHealing.Builder healing, Shop shop) {
        return healing.probe(ExecutorProbe.of("workers", shop.workers()))
                .probe(PoolProbe.of("db", shop.connections()))
                .probe(PoolProbe.of("buffers", shop.buffers()))
                .probe(PoolProbe.of("documents", shop.documents()))
                .probe(CachesProbe.of(caches(shop)))
                .probe(shop.pricing().tasks().probe())
                .probe(shop.exports().tasks().probe())
                .probe(shop.payments().calls().probe().every(A_TURN).on("payments"))
                .probe(shop.spool().probe());
    }

    private static SelfHealing.Builder rules(SelfHealing.Builder healing) {
        return healing.rule(when("jvm.threads.deadlocked.count")
                        .above(0)
                        .named("deadlock")
                        .run("break-deadlock")
                        .thenRun("graceful-restart")
                        .settling(QUICKLY)
                        .because("Threads wait for each other in a cycle, and none of them will ever go on"))
                .rule(when("jvm.tasks.payments.standstill.seconds")
                        .above(0.12)
                        .and(when("jvm.tasks.payments.running.count").above(3))
                        .lasting(A_TURN)
                        .named("payments-hang")
                        .run("open-breaker")
                        .settling(QUICKLY)
                        .because("The payment provider keeps the workers waiting, and soon all of them"))
                .rule(when("pool.db.oldest.seconds")
                        .above(0.5)
                        .and(when("pool.db.used.ratio").above(0.7))
                        .named("connections-leaked")
                        .run("reclaim-connections")
                        .settling(QUICKLY)
                        .because("No query takes half a second: these connections were never given back"))
                .rule(when("jvm.tasks.pricing.oldest.seconds")
                        .above(1)
                        .named("pricing-runaway")
                        .run("cancel-pricing")
                        .settling(QUICKLY)
                        .because("No price takes a second: it will never be done, and burns a core until then"))
                .rule(when("jvm.heap.live.ratio")
                        .above(FULL)
                        .clearingBelow(0.75)
                        .or(when("jvm.heap.live.ratio")
                                .above(0.80)
                                .clearingBelow(0.75)
                                .and(when("jvm.caches.bytes").risingBy(MEBIBYTE, Duration.ofSeconds(1))))
                        .and(when("jvm.caches.heap.ratio").above(0.25))
                        .named("heap-full-of-caches")
                        .run("trim-caches")
                        .thenRun("shed-load")
                        .thenRun("graceful-restart")
                        .settling(Duration.ofSeconds(1))
                        .because("What lives nearly fills the heap, and a good part of it are caches"))
                .rule(when("jvm.heap.live.confirmed.ratio")
                        .above(FULL)
                        .clearingBelow(0.75)
                        .and(when("jvm.caches.heap.ratio").below(0.25))
                        .named("heap-leaks")
                        .run("graceful-restart")
                        .because("What lives nearly fills the heap, and the caches hold too little of it to help"))
                .rule(when("jvm.threads.count")
                        .above(260)
                        .clearingBelow(230)
                        .named("threads-leak")
                        .run("cancel-exports")
                        .settling(QUICKLY)
                        .because("Half of these threads should not be: exports wait for receipts that do not come"))
                .rule(when("jvm.buffers.direct.used.ratio")
                        .above(0.7)
                        .clearingBelow(0.6)
                        .and(when("pool.buffers.oldest.seconds").above(1))
                        .named("buffers-leak")
                        .run("reclaim-buffers")
                        .settling(Duration.ofSeconds(2))
                        .because("Direct memory is nearly used up, and then no buffer can be had for I/O"))
                .rule(when("jvm.files.used.ratio")
                        .above(0.7)
                        .and(when("pool.documents.oldest.seconds").above(1))
                        .named("files-leak")
                        .run("close-idle-files")
                        .settling(Duration.ofSeconds(2))
                        .because("File descriptors are nearly used up, and then no connection can be accepted"))
                .rule(when("jvm.disk.spool.used.ratio")
                        .above(0.7)
                        .named("spool-full")
                        .run("purge-spool")
                        .settling(Duration.ofSeconds(1))
                        .because("The disk of the spool is nearly full, and then nothing can be printed"));
    }

    private static SelfHealing.Builder actions(SelfHealing.Builder healing, Shop shop) {
        return healing.action(new BreakDeadlock())
                .action(new OpenBreaker(shop.payments().breaker())
                        .resetting(shop.payments()::reset)
                        .on("payments"))
                .action(new ReclaimLeases("reclaim-connections", shop.connections(), Duration.ofMillis(400)))
                .action(new ReclaimLeases("reclaim-buffers", shop.buffers(), LONG).thenCollecting())
                .action(new ReclaimLeases("close-idle-files", shop.documents(), LONG))
                .action(new CancelStuck("cancel-pricing", shop.pricing().tasks(), LONG))
                .action(new CancelStuck("cancel-exports", shop.exports().tasks(), LONG))
                .action(new TrimCaches(caches(shop), 0.4))
                .action(new ShedLoad(shop.gate(), 0.5, 8))
                .action(new DeleteOldFiles("purge-spool", LONG, shop.spool().folder()))
                .action(GracefulRestart.withCode(RESTART)
                        .supervisedBy("the gallery")
                        .draining(shop.gate())
                        .within(Duration.ofSeconds(20)));
    }

    private static List<TrimmableCache> caches(Shop shop) {
        return List.of(shop.pages(), shop.reports());
    }
}
