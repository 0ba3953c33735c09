package io.selfheal.jvm;

import static io.selfheal.rule.Rules.when;

import io.selfheal.Rule;
import java.time.Duration;
import java.util.List;

/** Limits that mean trouble for nearly every service; why, is said in each reason. They name no remedy. */
final class DefaultRules {
    private DefaultRules() {}

    static List<Rule> all() {
        return List.of(
                when("jvm.threads.deadlocked.count")
                        .above(0)
                        .named("jvm-deadlock")
                        .because("Threads wait for each other in a cycle, and none of them will ever go on"),
                when("jvm.gc.debt.seconds")
                        .above(1.5)
                        .clearingBelow(0.5)
                        .and(when("jvm.heap.floor.ratio").above(0.85).clearingBelow(0.80))
                        .named("jvm-gc-thrash")
                        .because("The application stands still to collect a heap in which hardly anything is garbage"),
                when("jvm.gc.debt.seconds")
                        .above(15)
                        .clearingBelow(5)
                        .named("jvm-gc-debt")
                        .because("Collections have kept the application from a good part of its time for a while"),
                when("jvm.heap.live.ratio")
                        .above(0.95)
                        .lasting(Duration.ofMinutes(1))
                        .clearingBelow(0.85)
                        .named("jvm-heap-live")
                        .because("What lives nearly fills the heap, and an OutOfMemoryError is next"),
                when("jvm.heap.floor.ratio")
                        .above(0.97)
                        .lasting(Duration.ofSeconds(30))
                        .clearingBelow(0.90)
                        .named("jvm-heap-floor")
                        .because("No collection of the latest eight freed any heap to speak of"),
                when("jvm.buffers.direct.used.ratio")
                        .above(0.90)
                        .lasting(Duration.ofSeconds(10))
                        .clearingBelow(0.80)
                        .named("jvm-direct-memory")
                        .because("Direct memory is nearly used up, and then no buffer can be had for I/O"),
                when("jvm.metaspace.used.ratio")
                        .above(0.95)
                        .lasting(Duration.ofMinutes(1))
                        .clearingBelow(0.90)
                        .named("jvm-metaspace")
                        .because("The space for classes is nearly used up, and then no class can be loaded"),
                when("jvm.code.cache.used.ratio")
                        .above(0.95)
                        .lasting(Duration.ofMinutes(1))
                        .clearingBelow(0.90)
                        .named("jvm-code-cache")
                        .because("The code cache is nearly full, and then nothing more is compiled and all gets slow"),
                when("jvm.threads.growth.count")
                        .above(1_000)
                        .clearingBelow(500)
                        .named("jvm-threads-growing")
                        .because("A thousand threads more than ten minutes ago: they are started and do not end"),
                when("jvm.threads.blocked.ratio")
                        .above(0.50)
                        .lasting(Duration.ofSeconds(30))
                        .clearingBelow(0.30)
                        .named("jvm-threads-blocked")
                        .because("Most threads wait to enter a monitor"),
                when("jvm.container.used.ratio")
                        .above(0.95)
                        .lasting(Duration.ofSeconds(30))
                        .clearingBelow(0.90)
                        .named("jvm-container-memory")
                        .because(
                                "The container's memory is nearly used up, and the kernel kills the process at the limit"),
                when("jvm.files.used.ratio")
                        .above(0.90)
                        .lasting(Duration.ofSeconds(10))
                        .clearingBelow(0.75)
                        .named("jvm-files")
                        .because("File descriptors are nearly used up, and then no connection or file can be opened"),
                when("jvm.disk.used.ratio")
                        .above(0.95)
                        .lasting(Duration.ofMinutes(1))
                        .clearingBelow(0.90)
                        .named("jvm-disk")
                        .because("The disk is nearly full, and then every write fails"),
                when("jvm.disk.left.seconds")
                        .below(600)
                        .lasting(Duration.ofMinutes(1))
                        .clearingAbove(1200)
                        .named("jvm-disk-filling")
                        .because("At the rate of the last minutes the disk is full in less than ten"));
    }
}
