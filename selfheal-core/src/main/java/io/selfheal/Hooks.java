package io.selfheal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which user code fails now; tells when one begins to fail, fails in another way, or works again. */
final class Hooks {
    private static final int MOST = 1_000;

    private final Map<String, Fault> failing = new LinkedHashMap<>();
    private final Recorder recorder;
    private final Ballast ballast;
    private Map<String, Fault> view = Map.of();

    Hooks(Recorder recorder, Ballast ballast) {
        this.recorder = recorder;
        this.ballast = ballast;
    }

    void failed(String hook, Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            ballast.drop();
        }
        failed(hook, Fault.of(thrown));
    }

    void failed(String hook, Fault fault) {
        Fault before = failing.get(hook);
        if (before == null && failing.size() >= MOST) {
            return;
        }
        failing.put(hook, fault);
        if (before == null || !before.type().equals(fault.type())) {
            recorder.record((sequence, time) -> new HealingEvent.HookFailed(sequence, time, hook, fault));
        }
        view = Map.of();
    }

    /** Only shows that it fails: what there is to tell was told by an event of its own. */
    void failing(String hook, Fault fault) {
        if (failing.containsKey(hook) || failing.size() < MOST) {
            failing.put(hook, fault);
            view = Map.of();
        }
    }

    /** Only shows that it works again. */
    void mended(String hook) {
        if (failing.remove(hook) != null) {
            view = Map.of();
        }
    }

    void works(String hook) {
        if (!failing.isEmpty() && failing.remove(hook) != null) {
            recorder.record((sequence, time) -> new HealingEvent.HookRecovered(sequence, time, hook));
            view = Map.of();
        }
    }

    /** What fails now, for readers on other threads. */
    Map<String, Fault> view() {
        if (view.isEmpty() && !failing.isEmpty()) {
            view = Map.copyOf(failing);
        }
        return view;
    }
}
