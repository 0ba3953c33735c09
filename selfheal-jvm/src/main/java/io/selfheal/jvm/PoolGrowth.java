package io.selfheal.jvm;

import java.util.concurrent.ThreadPoolExecutor;

/**
 * The growth of one executor, which several attempts may want at the same time: the first that begins grows it, the last that
 * ends sets it back, unless somebody else has changed it meanwhile. Safe to use from any thread.
 */
final class PoolGrowth {
    private final ThreadPoolExecutor executor;
    private final int most;
    private int begun;
    private Sizes before = new Sizes(0, 0);
    private Sizes grown = new Sizes(0, 0);

    PoolGrowth(ThreadPoolExecutor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /**
     * What it would do, or does already, for people.
     *
     * @throws IllegalStateException if that is nothing
     */
    synchronized String plan() {
        return inForce() ? said(before, grown) : said(now(), now().grown(most));
    }

    /** One attempt's part in it, which has not begun yet; to begin it fails if the executor is as large as it may be. */
    InForce part() {
        Part part = new Part();
        return new InForce(() -> begin(part), () -> end(part));
    }

    private synchronized void begin(Part part) {
        boolean grows = !inForce();
        if (grows) {
            Sizes from = now();
            grown = from.grown(most);
            before = from;
        }
        begun++;
        part.counted = true;
        if (grows) {
            grown.set(executor); // last: it starts threads, and one that cannot be had leaves it grown
        }
    }

    private synchronized void end(Part part) {
        if (part.counted) {
            if (begun == 1 && inForce()) {
                before.set(executor);
            }
            begun--;
            part.counted = false;
        }
    }

    /** Not if the host has tuned it since: what it has set then is what counts. */
    private boolean inForce() {
        return begun > 0 && now().equals(grown);
    }

    private Sizes now() {
        return new Sizes(executor.getCorePoolSize(), executor.getMaximumPoolSize());
    }

    private static String said(Sizes from, Sizes to) {
        return to.core + " threads instead of " + from.core;
    }

    /** One that failed before it counted has nothing to take back. */
    private static final class Part {
        private boolean counted;
    }

    private record Sizes(int core, int maximum) {
        Sizes grown(int most) {
            int more = Math.min(most, Math.max(core + 1, core + core / 2));
            if (more <= core) {
                throw new IllegalStateException("it has " + core + " threads already, and " + most + " are the limit");
            }
            return new Sizes(more, Math.max(maximum, more));
        }

        /** In the order in which the core is never larger than the maximum. */
        void set(ThreadPoolExecutor executor) {
            if (maximum < executor.getCorePoolSize()) {
                executor.setCorePoolSize(core);
            }
            executor.setMaximumPoolSize(maximum);
            executor.setCorePoolSize(core);
        }
    }
}
