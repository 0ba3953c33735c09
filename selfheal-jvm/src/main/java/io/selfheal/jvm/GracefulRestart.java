package io.selfheal.jvm;

import io.selfheal.Recovery;
import io.selfheal.RecoveryAction;
import io.selfheal.Risk;
import io.selfheal.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The last rung: readiness off, drain, and exit with a stated code, for a supervisor to start the service anew. Should
 * the exit hang in a shutdown hook, or memory be missing for it, the process is halted at the deadline.
 *
 * <pre>{@code
 * GracefulRestart.withCode(75).supervisedBy("systemd, Restart=on-failure").draining(gate)
 * }</pre>
 *
 * <p><b>Risk</b>: {@link Risk#HIGH}, so the builder's risk ceiling has to allow it. <b>Needs</b>: a supervisor that was named,
 * since else the service would stay away, and a journal, since else each process would begin with a new budget and nothing
 * would bound how often it is restarted; refuses otherwise. <b>Undo</b>: none. <b>Interrupted</b>: before the exit began,
 * readiness is on again and nothing else has happened. <b>Verified</b> by whoever starts it anew.
 */
public final class GracefulRestart implements RecoveryAction {
    private final int code;
    private final String supervisor;
    private final Optional<LoadGate> gate;
    private final Duration deadline;
    private final Exit exit;
    private final Ticker ticker;
    private final Pause pause;

    GracefulRestart(
            int code,
            String supervisor,
            Optional<LoadGate> gate,
            Duration deadline,
            Exit exit,
            Ticker ticker,
            Pause pause) {
        this.code = code;
        this.supervisor = supervisor;
        this.gate = gate;
        this.deadline = deadline;
        this.exit = exit;
        this.ticker = ticker;
        this.pause = pause;
    }

    /**
     * Exits with a code, within ten seconds.
     *
     * @param code the code, 1 to 255: with 0 many a supervisor does not start anew
     * @return the action, which refuses until a supervisor is named
     * @throws IllegalArgumentException for another code
     */
    public static GracefulRestart withCode(int code) {
        if (code < 1 || code > 255) {
            throw new IllegalArgumentException("the exit code " + code
                    + " does not tell a restart from an end: give one from 1 to 255, such as 75");
        }
        return new GracefulRestart(
                code, "", Optional.empty(), Duration.ofSeconds(10), Exit.system(), Ticker.system(), Pause.system());
    }

    /**
     * Names who starts the service anew.
     *
     * @param who for the record, such as {@code systemd, Restart=on-failure}
     * @return the action, which does not refuse any more where a journal is kept
     */
    public GracefulRestart supervisedBy(String who) {
        return new GracefulRestart(code, who.strip(), gate, deadline, exit, ticker, pause);
    }

    /**
     * Turns readiness off first and waits until no request is in flight and none has come for a second, for half of the
     * deadline at most. A supervisor that starts another process when this one is not ready any more, and sends requests
     * there once that one is, makes it a restart that nobody notices.
     *
     * @param gate what requests pass
     * @return the action
     */
    public GracefulRestart draining(LoadGate gate) {
        return new GracefulRestart(code, supervisor, Optional.of(gate), deadline, exit, ticker, pause);
    }

    /**
     * Sets how long the exit may take, draining and shutdown hooks included, before the process is halted.
     *
     * @param deadline how long, a second to ten minutes
     * @return the action
     * @throws IllegalArgumentException for another deadline
     */
    public GracefulRestart within(Duration deadline) {
        if (deadline.compareTo(Duration.ofSeconds(1)) < 0 || deadline.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(
                    "a deadline of " + deadline + " is out of range: give a second to ten minutes");
        }
        return new GracefulRestart(code, supervisor, gate, deadline, exit, ticker, pause);
    }

    @Override
    public String id() {
        return "graceful-restart";
    }

    @Override
    public Risk risk() {
        return Risk.HIGH;
    }

    @Override
    public Duration timeout() {
        return deadline.multipliedBy(2);
    }

    @Override
    public void recover(Recovery recovery) throws InterruptedException {
        if (supervisor.isEmpty()) {
            throw new IllegalStateException(
                    "nobody would start the service anew: name the supervisor with supervisedBy(…)");
        }
        if (!recovery.journaled()) {
            throw new IllegalStateException(
                    "nothing would bound how often the service is restarted, since the next process"
                            + " would not know of it: keep a journal with journal(…)");
        }
        AtomicBoolean calledOff = new AtomicBoolean();
        Optional<Thread> watch = haltLater(calledOff);
        try {
            if (gate.isPresent()) {
                drain(gate.get());
            }
            recovery.report("exits with " + code + ", to be started anew by " + supervisor);
        } catch (InterruptedException stopped) {
            calledOff.set(true);
            watch.ifPresent(Thread::interrupt);
            throw stopped;
        } catch (OutOfMemoryError full) {
            // staying does not make it any better
        }
        if (watch.isPresent()) {
            exit.exit(code);
        } else {
            exit.halt(code);
        }
    }

    private void drain(LoadGate draining) throws InterruptedException {
        InForce closure = draining.closure();
        closure.begin();
        try {
            pause.until(new Emptying(draining, ticker)::over, deadline.dividedBy(2), ticker);
        } catch (InterruptedException stopped) {
            closure.end();
            throw stopped;
        }
    }

    /**
     * Who sees to it that the deadline is kept, whatever comes; no thread can be had where threads or memory are just what has
     * run out.
     */
    private Optional<Thread> haltLater(AtomicBoolean calledOff) {
        try {
            Thread watch = new Thread(() -> halt(calledOff), "selfheal-exit");
            watch.setDaemon(true);
            watch.start();
            return Optional.of(watch);
        } catch (OutOfMemoryError noThread) {
            return Optional.empty();
        }
    }

    private void halt(AtomicBoolean calledOff) {
        try {
            pause.of(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!calledOff.get()) {
            exit.halt(code);
        }
    }
}
