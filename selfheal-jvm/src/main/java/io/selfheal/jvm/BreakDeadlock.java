package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Breaks each deadlock by interrupting one thread of its cycle, and looks whether the cycle is gone; those that only wait
 * behind it are left alone, unless what the victim lets go of makes another cycle of them. Where a member waits with a time
 * limit ({@code tryLock(time)}), the cycle is watched for five seconds first, and left alone if it goes by itself.
 *
 * <p><b>Risk</b>: {@link Risk#MODERATE}; the work of the interrupted thread fails. <b>Needs</b>: a member that waits
 * interruptibly ({@code lockInterruptibly()}, {@code tryLock(time)}). A wait for a monitor or in {@code lock()} cannot be
 * ended from outside: then it fails and says so, and a restart is the only remedy. <b>Undo</b>: none. <b>Interrupted</b>: at
 * most the thread of the cycle at hand was interrupted. <b>Verified</b> by itself, and by
 * {@code jvm.threads.deadlocked.count}.
 */
public final class BreakDeadlock implements RecoveryAction {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Each look stops every thread. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** What a victim lets go of may go to one who waits behind it for both: then there is another cycle at once. */
    private static final int LOOKS = 3;

    private final Deadlocks deadlocks;
    private final Roster roster = new Roster();
    private final Ticker ticker;
    private final Pause pause;

    /** Breaks deadlocks of this JVM's platform threads. */
    public BreakDeadlock() {
        this(Deadlocks.ofThisJvm(), Ticker.system(), Pause.system());
    }

    BreakDeadlock(Deadlocks deadlocks, Ticker ticker, Pause pause) {
        this.deadlocks = deadlocks;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public String id() {
        return "break-deadlock";
    }

    @Override
    public Risk risk() {
        return Risk.MODERATE;
    }

    @Override
    public void rehearse() {
        deadlocks.cycles();
    }

    @Override
    public void recover(Recovery recovery) throws InterruptedException {
        List<String> freed = new ArrayList<>();
        List<String> stuck = new ArrayList<>();
        Set<Set<Long>> tried = new HashSet<>();
        List<List<Wait>> cycles = new ArrayList<>(deadlocks.cycles());
        cycles.sort(Comparator.comparing(Cycles::timed)); // those that only an interrupt ends come first
        for (int look = 0; look < LOOKS && !cycles.isEmpty(); look++) {
            for (List<Wait> cycle : cycles) {
                if (recovery.cancelled()) {
                    return;
                }
                tried.add(ids(cycle));
                if (stays(cycle) && !broken(cycle, freed)) { // else it went by itself
                    stuck.add(Cycles.shown(cycle));
                }
            }
            cycles = deadlocks.cycles().stream()
                    .filter(cycle -> !Cycles.timed(cycle) && !tried.contains(ids(cycle)))
                    .toList();
        }
        recovery.report(freed.isEmpty() ? "no deadlock was broken" : "interrupted " + String.join(", ", freed));
        if (!stuck.isEmpty()) {
            throw new IllegalStateException(
                    "no interrupt ends this deadlock, since nobody in it waits interruptibly and a"
                            + " monitor cannot be taken from its owner; only a restart does: "
                            + String.join("; ", stuck));
        }
    }

    private boolean broken(List<Wait> cycle, List<String> freed) throws InterruptedException {
        Set<Long> members = ids(cycle);
        for (Wait wait : cycle) {
            if (wait.interruptible()) {
                roster.thread(wait.id()).ifPresent(Thread::interrupt);
                if (pause.until(() -> !there(members), PATIENCE, ticker)) {
                    freed.add(wait.shown());
                    return true;
                }
            }
        }
        return false;
    }

    private boolean stays(List<Wait> cycle) throws InterruptedException {
        Set<Long> members = ids(cycle);
        long start = ticker.nanos();
        while (Cycles.timed(cycle) && there(members) && ticker.nanos() - start < Lasting.SPAN.toNanos()) {
            pause.of(BETWEEN_LOOKS);
        }
        return there(members);
    }

    private boolean there(Set<Long> members) {
        return deadlocks.cycles().stream().anyMatch(cycle -> ids(cycle).equals(members));
    }

    private static Set<Long> ids(List<Wait> cycle) {
        return cycle.stream().map(Wait::id).collect(Collectors.toSet());
    }
}
