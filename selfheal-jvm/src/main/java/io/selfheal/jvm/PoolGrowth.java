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

    /**
     * Grows it, unless it is grown.
     *
     * @throws IllegalStateException if it is as large as it may be
     */
    synchronized void begin() {
        if (!inForce()) {
            Sizes from = now();
            Sizes to = from.grown(most);
            to.set(executor);
            before = from;
            grown = to;
        }
        begun++;
    }

    /** Takes back one that began; if that fails it can be taken back again. */
    synchronized void end() {
        if (begun == 1 && inForce()) {
            before.set(executor);
        }
        begun--;
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
