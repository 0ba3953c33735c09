package io.selfheal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/** What callers on other threads ask of the loop: taken in at the beginning of the next turn, in their order. */
final class Requests {
    private static final int WAITING = 256;

    private final ArrayBlockingQueue<Request> queue = new ArrayBlockingQueue<>(WAITING);
    private final Executor telling;
    private volatile boolean closed;

    /**
     * @param telling where answers are told, as a caller may have made anything wait for one
     */
    Requests(Executor telling) {
        this.telling = telling;
    }

    /** On a thread of its own, which a caller may hold up. */
    static void aside(Runnable telling) {
        Thread thread = new Thread(telling, "selfheal-answer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Asks.
     *
     * @param answering answers on the loop's thread, given the time on its ticker
     * @return the answer, once there was a turn
     */
    CompletableFuture<Answer> ask(LongFunction<Answer> answering) {
        Request request = new Request(answering, new CompletableFuture<>());
        if (!queue.offer(request)) {
            request.answer().complete(new Answer(false, WAITING + " calls wait already: the loop does not turn"));
        }
        if (closed) {
            close();
        }
        return request.answer();
    }

    void attend(long now) {
        for (Request next = queue.poll(); next != null; next = queue.poll()) {
            answer(next, now);
        }
    }

    private void answer(Request request, long now) {
        Answer answer;
        try {
            answer = request.answering().apply(now);
        } catch (RuntimeException | Error thrown) { // the caller must not wait for ever
            tell(() -> request.answer().completeExceptionally(thrown));
            throw thrown;
        }
        tell(() -> request.answer().complete(answer));
    }

    private void tell(Runnable answer) {
        try {
            telling.execute(answer);
        } catch (RuntimeException | Error noThread) {
            answer.run(); // late turns are better than a caller who waits for ever
        }
    }

    /** Nothing is answered any more. */
    void close() {
        closed = true;
        for (Request left = queue.poll(); left != null; left = queue.poll()) {
            left.answer().complete(new Answer(false, "the loop is closed"));
        }
    }

    private record Request(LongFunction<Answer> answering, CompletableFuture<Answer> answer) {}
}
