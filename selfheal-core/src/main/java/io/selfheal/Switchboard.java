package io.selfheal;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Where callers on other threads reach the loop, and the mode that is in force. */
final class Switchboard {
    private final Requests requests;
    private final AtomicReference<@Nullable Switch> wanted =
            new AtomicReference<>(); // a kill switch never finds a queue full
    private final Recorder recorder;
    private volatile Mode mode;

    private record Switch(Mode mode, String reason) {}

    /**
     * @param telling runs what callers have made of their answers
     */
    Switchboard(Mode mode, Recorder recorder, Executor telling) {
        this.requests = new Requests(telling);
        this.mode = mode;
        this.recorder = recorder;
    }

    Mode mode() {
        return mode;
    }

    void mode(Mode next, String reason) {
        wanted.set(new Switch(Objects.requireNonNull(next, "mode"), Objects.requireNonNull(reason, "reason")));
    }

    CompletableFuture<Answer> silence(Silence silence) {
        return requests.ask(now -> {
            recorder.record((sequence, time) -> new HealingEvent.SilenceBegan(sequence, time, silence));
            return new Answer(true, "silenced for " + Words.duration(silence.lasts()));
        });
    }

    CompletableFuture<Answer> endSilence(String component, String reason) {
        return requests.ask(now -> {
            if (!recorder.memory().silences().holds(Text.name(component), now)) {
                return new Answer(false, "there is no silence over " + (component.isEmpty() ? "all" : component));
            }
            recorder.record((sequence, time) -> new HealingEvent.SilenceEnded(sequence, time, component, reason));
            return new Answer(true, "healing goes on");
        });
    }

    CompletableFuture<Answer> deployed(String component, String version) {
        String named = Text.name(component);
        String what = Text.name(version);
        return requests.ask(now -> {
            if (what.isBlank()) {
                return new Answer(false, "no version is named: say what runs now, such as v42");
            }
            Optional<Deployment> known = recorder.memory().deployments().of(named);
            if (known.isPresent() && known.get().version().equals(what)) {
                return new Answer(
                        false,
                        what + " of " + named + " runs since " + known.get().time());
            }
            recorder.record((sequence, time) -> new HealingEvent.DeploymentNoted(sequence, time, named, what));
            return new Answer(true, what + " of " + named + " is noted");
        });
    }

    CompletableFuture<Answer> ask(LongFunction<Answer> answering) {
        return requests.ask(answering);
    }

    /** Goes by the mode of a plan; what somebody switched to stays in force if it is more cautious. */
    void adopt(Mode planned) {
        mode = recorder.memory()
                .switched()
                .filter(switched -> switched.compareTo(planned) < 0)
                .orElse(planned);
    }

    /** Does what callers have asked, on the loop's thread. */
    void attend(long now) {
        Switch to = wanted.getAndSet(null);
        if (to != null) {
            mode = to.mode();
            recorder.record((sequence, time) -> new HealingEvent.ModeChanged(sequence, time, to.mode(), to.reason()));
        }
        requests.attend(now);
    }

    void close() {
        requests.close();
    }
}
