package io.selfheal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Virtual time with real hangs: actions and their undoing get threads of their own, all else is done at once. */
final class ActionThreads implements Executor, HealingListener {
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable HealingEvent last;

    /** A bench whose actions run apart from it. */
    static Bench bench(java.util.function.Consumer<SelfHealing.Builder> settings) {
        ActionThreads threads = new ActionThreads();
        return Bench.of(b -> settings.accept(b.executor(threads).listener(threads)));
    }

    @Override
    public void on(HealingEvent event) {
        last = event;
    }

    @Override
    public void execute(Runnable work) {
        boolean ofAction = last instanceof HealingEvent.ActionStarted || last instanceof HealingEvent.UndoStarted;
        if (!ofAction || !(work instanceof Flight<?>)) {
            work.run();
            return;
        }
        last = null;
        Thread thread = new Thread(work, "bench-action");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }
}
