package io.selfheal.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.util.Optional;

/** What the scheduler of virtual threads tells; below zero where there is none, and each has a platform thread of its own. */
interface Carriers {
    /** How many threads carry virtual ones at the same time, at most. */
    int parallelism();

    /** How many there are to carry them, compensating ones included. */
    int threads();

    /** How many virtual threads are carried now. */
    int mounted();

    /** How many could go on and wait for a carrier. */
    long queued();

    /** That of this JVM, by a bean that JDK 24 and later have; empty before, and where it may not be asked. */
    static Optional<Carriers> ofThisJvm() {
        try {
            Class<? extends PlatformManagedObject> kind = Class.forName("jdk.management.VirtualThreadSchedulerMXBean")
                    .asSubclass(PlatformManagedObject.class);
            PlatformManagedObject bean = ManagementFactory.getPlatformMXBean(kind);
            return bean == null ? Optional.empty() : Optional.of(asking(kind, bean));
        } catch (ReflectiveOperationException none) { // the other probes do not go without for that
            return Optional.empty();
        }
    }

    private static Carriers asking(Class<?> kind, Object bean) throws NoSuchMethodException, IllegalAccessException {
        MethodHandles.Lookup here = MethodHandles.publicLookup();
        MethodType count = MethodType.methodType(int.class);
        MethodHandle parallelism =
                here.findVirtual(kind, "getParallelism", count).bindTo(bean);
        MethodHandle threads = here.findVirtual(kind, "getPoolSize", count).bindTo(bean);
        MethodHandle mounted =
                here.findVirtual(kind, "getMountedVirtualThreadCount", count).bindTo(bean);
        MethodHandle queued = here.findVirtual(kind, "getQueuedVirtualThreadCount", MethodType.methodType(long.class))
                .bindTo(bean);
        return new Carriers() {
            @Override
            public int parallelism() {
                return (int) asked(parallelism);
            }

            @Override
            public int threads() {
                return (int) asked(threads);
            }

            @Override
            public int mounted() {
                return (int) asked(mounted);
            }

            @Override
            public long queued() {
                return asked(queued);
            }
        };
    }

    private static long asked(MethodHandle number) {
        try {
            return ((Number) number.invoke()).longValue();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("the scheduler of virtual threads did not answer", checked);
        }
    }
}
