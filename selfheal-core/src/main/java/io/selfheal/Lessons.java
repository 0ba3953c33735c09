package io.selfheal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps in the record what was learnt: each series once an hour, a little in each turn, and no more in an hour than the
 * journal can do with. Owned by the loop's thread.
 */
final class Lessons {
    /** A series that is ten minutes behind has lost nothing that matters. */
    private static final long LOSS = Duration.ofMinutes(10).toNanos();

    private static final long SELDOM = Duration.ofHours(1).toNanos();
    private static final int LARGEST = 16 << 10;
    /** Of a turn: some ten microseconds. */
    private static final int PORTION = 16 << 10;
    /** A journal of 32 MiB then reaches back for five days at least, and some 80 series are kept each hour. */
    private static final double AN_HOUR = 256 << 10;

    private static final double BASE64 = 4.0 / 3;

    private static final Comparator<Behind> LONGEST_FIRST =
            Comparator.comparingLong(Behind::by).reversed();

    private final Recorder recorder;
    private final Hooks hooks;
    private final Map<String, Long> kept = new HashMap<>();
    private final Deque<Learner> due = new ArrayDeque<>();
    private double allowance = AN_HOUR;
    private long filled;
    private long looked;
    private boolean begun;

    Lessons(Recorder recorder, Hooks hooks) {
        this.recorder = recorder;
        this.hooks = hooks;
    }

    /** Keeps the next portion of what is due. */
    void attend(long now, Consumer<Consumer<Learner>> learners) {
        if (!begun) {
            begun = true;
            filled = now;
            looked = now;
            collect(now, SELDOM, learners);
        } else if (now - looked >= LOSS) {
            looked = now;
            collect(now, SELDOM, learners);
        }
        if (!due.isEmpty()) {
            fill(now);
            keep(now);
        }
    }

    /** Keeps what has been learnt since it was kept last. */
    void close(long now, Consumer<Consumer<Learner>> learners) {
        if (begun) {
            fill(now);
            collect(now, LOSS, learners);
            while (keep(now)) {
                // portion by portion, as a line of the record should not be long
            }
        }
    }

    /** What is longest overdue comes first; of series that are learnt twice one is enough. */
    private void collect(long now, long since, Consumer<Consumer<Learner>> learners) {
        Map<String, Learner> known = new LinkedHashMap<>();
        learners.accept(learner -> known.putIfAbsent(Learnt.key(learner.kind(), learner.metric()), learner));
        kept.keySet().retainAll(known.keySet());
        due.clear();
        List<Behind> behind = new ArrayList<>();
        known.forEach((key, learner) -> {
            long by = now - kept.computeIfAbsent(key, first -> now);
            if (by >= since) {
                behind.add(new Behind(learner, by));
            }
        });
        behind.sort(LONGEST_FIRST);
        behind.forEach(one -> due.add(one.learner()));
    }

    private record Behind(Learner learner, long by) {}

    private boolean keep(long now) {
        List<Learnt> portion = new ArrayList<>();
        int bytes = 0;
        while (!due.isEmpty() && bytes < PORTION && allowance > 0) {
            Learner learner = due.remove();
            byte[] state = state(learner);
            if (state.length > 0) {
                kept.put(Learnt.key(learner.kind(), learner.metric()), now);
                portion.add(Learnt.of(learner, state));
                bytes += state.length;
                allowance -= BASE64 * state.length;
            }
        }
        if (!portion.isEmpty()) {
            List<Deployment> deployments = recorder.memory().deployments().all();
            recorder.record((sequence, time) -> new HealingEvent.LearningKept(sequence, time, deployments, portion));
        }
        return !portion.isEmpty();
    }

    /** Empty for what has nothing to keep, or cannot be kept. */
    private byte[] state(Learner learner) {
        String hook = "learning " + Learnt.key(learner.kind(), learner.metric());
        try {
            byte[] state = learner.state();
            if (state.length > LARGEST) {
                throw new IllegalStateException(
                        "what it learnt takes " + state.length + " bytes and is not kept: " + LARGEST + " at most");
            }
            hooks.works(hook);
            return learner.component().isEmpty() ? new byte[0] : state;
        } catch (Throwable thrown) { // a learner may be of the host's own
            hooks.failed(hook, thrown);
            return new byte[0];
        }
    }

    private void fill(long now) {
        allowance = Math.min(AN_HOUR, allowance + AN_HOUR * (now - filled) / SELDOM);
        filled = now;
    }
}
